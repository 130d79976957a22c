import { CapuchinError } from '../../base/index.js';
import { guardedAgent } from '../http/guarded-agent.js';
import type { NetworkGuard } from '../http/network-guard.js';

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** `fetch` that connects only to hosts the guard lets through. `close` ends the connections that are still open. */
export async function guardedFetch(guard: NetworkGuard): Promise<{ fetch: Fetch; close: () => Promise<void> }> {
  const { fetch } = await import('undici');
  const dispatcher = await guardedAgent(guard);
  return {
    async fetch(url, init = {}) {
      try {
        // The package's types and the platform's describe the same objects.
        return (await fetch(url, { ...(init as object), dispatcher })) as unknown as Response;
      } catch (thrown) {
        if (thrown instanceof Error && thrown.cause instanceof CapuchinError) throw thrown.cause;
        throw thrown;
      }
    },
    close: () => dispatcher.destroy(),
  };
}
