import type { HttpInvocation, ToolBenchInvocation } from '../api.js';
import type { ApiRow } from './api-row.js';

export interface RapidApiRequest {
  readonly request?: NonNullable<ToolBenchInvocation['request']>;
  /** Why an address that the source gives cannot be called, in words. */
  readonly problem?: string;
}

const methods: ReadonlySet<string> = new Set<HttpInvocation['method']>([
  'GET',
  'PUT',
  'POST',
  'DELETE',
  'HEAD',
  'PATCH',
]);

/** How RapidAPI is asked for an API, where its row says so. Crawled documents do; most published packs have no addresses. */
export function rapidApiRequest({ url, host, method }: ApiRow): RapidApiRequest {
  if (url === undefined) return {};
  if (!methods.has(method)) return { problem: `it has an address but no method to call it with: "${method}"` };
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'https:' || parsed.username !== '' || /[{}]/.test(parsed.hostname)) {
    return { problem: `its address is not one of https: ${url.slice(0, 200)}` };
  }
  const named = host ?? parsed.hostname;
  // A host that is neither is a mistake or a trap: the user's key would go to the address.
  if (named.toLowerCase() !== parsed.hostname)
    return { problem: `its address is not at its host ${named.slice(0, 200)}` };
  return { request: { method: method as HttpInvocation['method'], url, host: parsed.hostname } };
}
