import { systemClock, unseededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Executor } from '../executor.js';
import { nothingRan } from '../nothing-ran.js';
import type { Observation } from '../observation.js';
import type { CredentialLookup } from './credentials.js';
import { type ExchangeOptions, httpExchange } from './exchange.js';
import { withIdempotencyKey } from './idempotency-key.js';
import { prepareRequest } from './prepare-request.js';

/** `random` spreads retries and makes idempotency keys, so it must not be seeded alike in two processes. */
export interface HttpExecutorOptions extends ExchangeOptions {
  readonly credentials?: CredentialLookup;
  /** Base address in place of the servers the source names; needed where it names none. */
  readonly server?: (api: Api) => string | undefined;
}

/** An executor for HTTP requests, as OpenAPI describes them, that calls only public hosts and those allowed. */
export function httpExecutor(options: HttpExecutorOptions = {}): Executor {
  const { clock = systemClock, credentials = () => undefined, random = unseededRandom() } = options;
  const exchange = httpExchange({ ...options, random });

  return {
    close: exchange.close,
    async call(api, args, { signal, onReply } = {}): Promise<Observation> {
      signal?.throwIfAborted();
      const { invocation } = api;
      if (invocation.kind !== 'http')
        return nothingRan({ status: 'not-callable', reason: 'it is not an HTTP request' });
      const server = options.server?.(api);
      const keyed = withIdempotencyKey(invocation, args, random);
      const prepared = await prepareRequest(api, invocation, keyed.arguments, { credentials, server, clock, signal });
      if ('status' in prepared) return nothingRan(prepared);
      const startMs = clock.now();
      const { outcome, warnings } = await exchange.send(prepared, {
        hasKey: keyed.hasKey,
        ...(signal === undefined ? {} : { signal }),
        ...(onReply === undefined ? {} : { onReply }),
      });
      return {
        ...outcome,
        provenance: 'live',
        elapsedMs: Math.max(0, clock.now() - startMs),
        coerced: keyed.made === undefined ? [] : [keyed.made],
        ...(warnings.length === 0 ? {} : { warnings }),
      };
    },
  };
}
