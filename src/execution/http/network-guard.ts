import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { CapuchinError } from '../../base/index.js';
import { addressKind } from './address-kind.js';

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** All addresses of a host name. */
export type ResolveHost = (host: string) => Promise<readonly Address[]>;

export interface NetworkGuardOptions {
  /** Hosts that may be anywhere: `internal.example` (any port) or `127.0.0.1:8080`, `[::1]:8080` (that port only). */
  readonly allowHosts?: readonly string[];
  /** Default: the system's resolver. */
  readonly resolve?: ResolveHost;
}

export interface NetworkGuard {
  /**
   * The addresses that may be connected to for a host. Throws `AddressRefused` when the host is not public: when any of
   * its addresses is private, loopback, link-local or otherwise not for everyone, unless the host is allowed.
   */
  check(host: string, port: number): Promise<readonly Address[]>;
  /** Whether a host may be anywhere. */
  allows(host: string, port: number): boolean;
}

/** A host that must not be called because of where it is. */
export class AddressRefused extends CapuchinError {
  override readonly name = 'AddressRefused';
  constructor(
    readonly host: string,
    readonly kind: string,
  ) {
    super('address-refused', `${host} is not a public address but ${kind}; it can be called only when allowed by name`);
  }
}

export function networkGuard({ allowHosts = [], resolve = systemResolve }: NetworkGuardOptions = {}): NetworkGuard {
  const allowed = new Set(allowHosts.map(host => host.toLowerCase()));
  const allows = (host: string, port: number) => {
    const name = bareHost(host);
    const written = asWritten(name);
    return allowed.has(written) || allowed.has(name) || allowed.has(`${written}:${port}`);
  };
  return {
    allows,
    async check(host, port) {
      const name = bareHost(host);
      const addresses = isIP(name) === 0 ? await resolve(name) : [{ address: name, family: familyOf(name) }];
      if (addresses.length === 0) throw new CapuchinError('host-not-found', `${name} has no address`);
      if (allows(host, port)) return addresses;
      const refused = addresses.find(({ address }) => addressKind(address) !== 'public');
      if (refused !== undefined) throw new AddressRefused(asWritten(name), addressKind(refused.address));
      return addresses;
    },
  };
}

async function systemResolve(host: string): Promise<readonly Address[]> {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address }) => ({ address, family: familyOf(address) }));
}

function familyOf(address: string): 4 | 6 {
  return isIP(address) === 6 ? 6 : 4;
}

/** A host as addresses have it. */
function asWritten(name: string): string {
  return name.includes(':') ? `[${name}]` : name;
}

/** A host as name servers and `isIP` know it. */
function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** The host and port a URL leads to. */
export function hostAndPort(url: URL): readonly [host: string, port: number] {
  return [url.hostname, Number(url.port) || (url.protocol === 'https:' ? 443 : 80)];
}
