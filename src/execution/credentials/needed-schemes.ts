import type { Api, HttpSecurity } from '../../catalog/index.js';
import { serverUrl } from '../http/server-url.js';

/** A credential that APIs ask for, and where it would go. */
export interface NeededScheme {
  readonly scheme: string;
  readonly security: HttpSecurity;
  readonly apiCount: number;
  /** Of the servers their documents name first, or the user names for them; in order. */
  readonly origins: readonly string[];
}

/** The credentials that these APIs ask for and that can be given, most asked for first. */
export function neededSchemes(
  apis: Iterable<Api>,
  server: (api: Api) => string | undefined = () => undefined,
): readonly NeededScheme[] {
  const found = new Map<string, { security: HttpSecurity; apiCount: number; origins: Set<string> }>();
  for (const api of apis) {
    const { url, security: asked } = askedBy(api, server(api));
    const own = new Map(asked.map(security => [security.scheme, security]));
    for (const security of own.values()) {
      if (security.type === 'other') continue;
      const needed = found.get(security.scheme) ?? { security, apiCount: 0, origins: new Set<string>() };
      needed.apiCount += 1;
      if (url !== undefined) needed.origins.add(new URL(url).origin);
      found.set(security.scheme, needed);
    }
  }
  return [...found]
    .map(([scheme, needed]) => ({ scheme, ...needed, origins: [...needed.origins].toSorted() }))
    .toSorted((a, b) => b.apiCount - a.apiCount || (a.scheme < b.scheme ? -1 : 1));
}

/** A bearer token for MCP servers, of which only they know whether they ask for one. */
export const mcpSecurity: HttpSecurity = { scheme: 'bearer', type: 'bearer' };

function askedBy(
  { invocation }: Api,
  server: string | undefined,
): { readonly url?: string | undefined; readonly security: readonly HttpSecurity[] } {
  if (invocation.kind === 'mcp' && invocation.server.kind === 'http') {
    return { url: invocation.server.url, security: [mcpSecurity] };
  }
  if (invocation.kind !== 'http') return { security: [] };
  return { url: serverUrl(invocation, server).url, security: invocation.security.flat() };
}
