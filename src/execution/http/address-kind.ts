import { isIPv4, isIPv6 } from 'node:net';

interface Range {
  readonly prefix: readonly number[];
  readonly bits: number;
  readonly kind: string;
}

/** IPv4 addresses that are not for the public (IANA special-purpose registry). First match counts. */
const ranges4 = ranges(bytesOfIPv4, [
  ['0.0.0.0/8', 'unspecified'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared (carrier-grade NAT)'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'reserved'],
  ['192.0.2.0/24', 'reserved'],
  ['192.88.99.0/24', 'reserved'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'reserved'],
  ['198.51.100.0/24', 'reserved'],
  ['203.0.113.0/24', 'reserved'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
]);

/** IPv6 addresses that are not for the public. What is outside 2000::/3 is not either, named here or not. */
const ranges6 = ranges(bytesOfIPv6, [
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['fc00::/7', 'private'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'private'],
  ['ff00::/8', 'multicast'],
  ['2001::/23', 'reserved'],
  ['2001:db8::/32', 'reserved'],
  ['3fff::/20', 'reserved'],
]);

/** IPv6 ranges whose addresses stand for an IPv4 address that begins at the given byte. */
const embedding = [
  { range: range(bytesOfIPv6, '::ffff:0:0/96', ''), at: 12 },
  { range: range(bytesOfIPv6, '64:ff9b::/96', ''), at: 12 },
  { range: range(bytesOfIPv6, '2002::/16', ''), at: 2 },
];

const global6 = range(bytesOfIPv6, '2000::/3', '');

/**
 * `public`, or what an address is instead: `loopback`, `private`, `link-local`, … Addresses that stand for an IPv4
 * address (mapped, NAT64, 6to4) are what that one is. What is no address is `unreadable`.
 */
export function addressKind(address: string): string {
  if (isIPv4(address)) return kindIn(ranges4, bytesOfIPv4(address)) ?? 'public';
  if (!isIPv6(address) || address.includes('%')) return isIPv6(address) ? 'link-local' : 'unreadable';
  const bytes = bytesOfIPv6(address);
  const carrier = embedding.find(({ range }) => contains(range, bytes));
  if (carrier !== undefined) return kindIn(ranges4, bytes.slice(carrier.at, carrier.at + 4)) ?? 'public';
  return kindIn(ranges6, bytes) ?? (contains(global6, bytes) ? 'public' : 'reserved');
}

function kindIn(list: readonly Range[], bytes: readonly number[]): string | undefined {
  return list.find(range => contains(range, bytes))?.kind;
}

function contains({ prefix, bits }: Range, bytes: readonly number[]): boolean {
  return prefix.every((byte, i) => {
    const compared = Math.min(8, Math.max(0, bits - i * 8));
    const mask = (0xff << (8 - compared)) & 0xff;
    return ((byte ^ (bytes[i] ?? 0)) & mask) === 0;
  });
}

function ranges(
  read: (address: string) => readonly number[],
  table: readonly (readonly [string, string])[],
): readonly Range[] {
  return table.map(([cidr, kind]) => range(read, cidr, kind));
}

function range(read: (address: string) => readonly number[], cidr: string, kind: string): Range {
  const [address = '', bits = '0'] = cidr.split('/');
  return { prefix: read(address), bits: Number(bits), kind };
}

function bytesOfIPv4(address: string): readonly number[] {
  return address.split('.').map(Number);
}

/** The 16 bytes of an IPv6 address in any legal spelling. */
function bytesOfIPv6(address: string): readonly number[] {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const [a = 0, b = 0, c = 0, d = 0] = dotted === null ? [] : bytesOfIPv4(dotted[2] ?? '');
  const plain = dotted === null ? address : `${dotted[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  const [head = '', tail] = plain.split('::');
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap(group => [group >> 8, group & 0xff]);
}

function groupsOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map(group => Number.parseInt(group, 16));
}
