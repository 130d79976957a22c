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
    if (api.invocation.kind !== 'http') continue;
    const base = serverUrl(api.invocation, server(api));
    const own = new Map(api.invocation.security.flat().map(security => [security.scheme, security]));
    for (const security of own.values()) {
      if (security.type === 'other') continue;
      const needed = found.get(security.scheme) ?? { security, apiCount: 0, origins: new Set<string>() };
      needed.apiCount += 1;
      if (base.url !== undefined) needed.origins.add(new URL(base.url).origin);
      found.set(security.scheme, needed);
    }
  }
  return [...found]
    .map(([scheme, needed]) => ({ scheme, ...needed, origins: [...needed.origins].toSorted() }))
    .toSorted((a, b) => b.apiCount - a.apiCount || (a.scheme < b.scheme ? -1 : 1));
}
