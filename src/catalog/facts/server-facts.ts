import type { Api, HttpServer } from '../api.js';
import { type Stated, stated } from './origin.js';
import { type Region, regionOfHost } from './regions.js';

export interface ServerFacts {
  readonly region?: Stated<Region>;
  /** Whether calls travel encrypted. */
  readonly isHttps?: Stated<boolean>;
}

/** What the address says that a call goes to: the first absolute one, its variables at their defaults. */
export function serverFacts({ invocation }: Api): ServerFacts {
  const found = addressOf(invocation);
  if (found === undefined) return {};
  const { url, field } = found;
  const region = regionOfHost(url.hostname);
  return {
    ...(region === undefined ? {} : { region: stated(region, field, url.hostname) }),
    isHttps: stated(url.protocol === 'https:', field, url.origin),
  };
}

function addressOf(invocation: Api['invocation']): { readonly url: URL; readonly field: string } | undefined {
  switch (invocation.kind) {
    case 'http':
      return firstAbsolute(invocation.servers);
    case 'toolbench':
      // Other ways of reaching it go elsewhere.
      return undefined;
    case 'mcp':
      return invocation.server.kind === 'http' ? absolute(invocation.server.url, 'server') : undefined;
    default:
      return undefined;
  }
}

function firstAbsolute(servers: readonly HttpServer[]) {
  for (const [i, { url, variables = {} }] of servers.entries()) {
    const filled = url.replace(/\{([^{}]+)\}/g, (whole, name: string) =>
      Object.hasOwn(variables, name) ? (variables[name]?.default ?? whole) : whole,
    );
    const found = absolute(filled, `servers[${i}]`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function absolute(text: string, field: string) {
  if (/[{}]/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? { url, field } : undefined;
}
