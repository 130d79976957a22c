import { type Clock, type Random, systemClock, unseededRandom } from '../../../base/index.js';
import { endpointUrl } from '../endpoint-name.js';
import type { ServerAccess } from '../post-for-events.js';
import { openAiErrorIn } from './reply.js';

export interface OpenAiAccessOptions {
  readonly key?: string | undefined;
  readonly keyAdvice?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs?: number | undefined;
  readonly attempts?: number;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly onNotice?: ((notice: string) => void) | undefined;
}

/** How a route of a server that speaks OpenAI's format is reached. `usualTimeoutMs` holds where the options name none. */
export function openAiAccess(
  baseUrl: string,
  route: string,
  usualTimeoutMs: number,
  options: OpenAiAccessOptions,
): ServerAccess {
  const { key } = options;
  return {
    server: baseUrl,
    keyAdvice: options.keyAdvice ?? (key === undefined ? 'it wants a key' : 'check the key'),
    url: endpointUrl(baseUrl, route),
    headers: { ...options.headers, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    secrets: key === undefined ? [] : [key],
    fetch: options.fetch ?? fetch,
    timeoutMs: options.timeoutMs ?? usualTimeoutMs,
    attempts: options.attempts ?? 4,
    clock: options.clock ?? systemClock,
    random: options.random ?? unseededRandom(),
    onNotice: options.onNotice,
    errorIn: openAiErrorIn,
  };
}
