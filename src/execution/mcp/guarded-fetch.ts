import { CapuchinError } from '../../base/index.js';
import { type ConnectionsOptions, connections } from '../http/connections.js';
import type { NetworkGuard } from '../http/network-guard.js';

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** `fetch` that connects only to hosts the guard lets through. `close` ends the connections when they are done with. */
export async function guardedFetch(
  guard: NetworkGuard,
  options: ConnectionsOptions,
): Promise<{ fetch: Fetch; close: () => Promise<void> }> {
  const { fetch } = await import('undici');
  const { dispatcher, check, close } = await connections(guard, options);
  return {
    close,
    async fetch(url, init = {}) {
      await check?.(new URL(url));
      try {
        // The package's types and the platform's describe the same objects.
        return (await fetch(url, { ...(init as object), dispatcher })) as unknown as Response;
      } catch (thrown) {
        if (thrown instanceof Error && thrown.cause instanceof CapuchinError) throw thrown.cause;
        throw thrown;
      }
    },
  };
}
