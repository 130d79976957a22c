import { BlockList, isIP } from 'node:net';
import { UsageError } from '../../base/index.js';
import { addressKind } from './address-kind.js';

/** Through which proxies requests go. */
export interface Proxies {
  /** Address of the proxy for `http:` targets. */
  readonly http?: string;
  /** For `https:` targets. */
  readonly https?: string;
  /** Hosts that are called without a proxy, with commas in between: `example.com` (subdomains too), `10.0.0.0/8`, `*`. */
  readonly noProxy?: string;
}

/** The address of the proxy that a request goes through; undefined for those that go directly, as to this machine do all. */
export function proxyFor(url: URL, proxies: Proxies | undefined): string | undefined {
  const proxy = url.protocol === 'https:' ? proxies?.https : proxies?.http;
  if (proxy === undefined || proxy === '' || isThisMachine(url) || isExempt(url, proxies?.noProxy ?? ''))
    return undefined;
  return proxy;
}

/** A proxy's address with its protocol, `http` when it names none. Throws UsageError for what is no such address. */
export function proxyAddress(text: string, from: string): string {
  const address = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new UsageError(`${from} must be the http or https address of a proxy`); // it may hold a password: not shown
  }
  return url.href;
}

/** A proxy elsewhere would call its own loopback address, not ours. */
function isThisMachine({ hostname }: URL): boolean {
  const host = bare(hostname);
  return host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && addressKind(host) === 'loopback');
}

function isExempt(url: URL, noProxy: string): boolean {
  const host = bare(url.hostname);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(entry => entry !== '')
    .some(entry => matches(entry, host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInSubnet(host, entry);
  const [, name = '', entryPort] = /^(.*?)(?::(\d+))?$/.exec(isIP(entry) === 6 ? `[${entry}]` : entry) ?? [];
  if (entryPort !== undefined && entryPort !== port) return false;
  const wanted = bare(name).replace(/^\*?\./, '');
  return wanted !== '' && (host === wanted || (isIP(host) === 0 && host.endsWith(`.${wanted}`)));
}

function isInSubnet(host: string, subnet: string): boolean {
  const [network = '', bits = ''] = subnet.split('/');
  const family = isIP(network);
  if (family === 0 || family !== isIP(host) || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, Number(bits), type);
  return list.check(host, type);
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
