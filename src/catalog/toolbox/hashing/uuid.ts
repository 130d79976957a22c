import { createHash } from 'node:crypto';

// RFC 9562, section 6.6.
const namespaces = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
} as const;

/** Version 4, out of the generator given: unique as far as that is random, and no secret. */
export function randomUuid(random: () => number): string {
  return uuidOf(randomBytes(random), 4);
}

/** Version 7: the first 48 bits are milliseconds since the epoch. */
export function timedUuid(now: number, random: () => number): string {
  const bytes = randomBytes(random);
  bytes.writeUIntBE(now, 0, 6);
  return uuidOf(bytes, 7);
}

/** Version 5: the same name always gives the same UUID. */
export function namedUuid(name: string, namespace: keyof typeof namespaces): string {
  const prefix = Buffer.from(namespaces[namespace].replaceAll('-', ''), 'hex');
  return uuidOf(createHash('sha1').update(prefix).update(name).digest(), 5);
}

function randomBytes(random: () => number): Buffer {
  return Buffer.from(Array.from({ length: 16 }, () => Math.floor(random() * 256)));
}

function uuidOf(bytes: Buffer, version: number): string {
  const own = Buffer.from(bytes.subarray(0, 16));
  own.writeUInt8((own.readUInt8(6) & 0x0f) | (version << 4), 6);
  own.writeUInt8((own.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = own.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
