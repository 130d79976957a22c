import { isJsonObject, type JsonObject, type JsonValue, systemClock } from '../../base/index.js';
import {
  type Api,
  standardCategory,
  standardIdentifier,
  standardName,
  type ToolBenchInvocation,
} from '../../catalog/index.js';
import type { CallOptions, Executor } from '../executor.js';
import { type Exchanged, type ExchangeOptions, httpExchange } from '../http/exchange.js';
import { prepareRequest } from '../http/prepare-request.js';
import { nothingRan } from '../nothing-ran.js';
import type { Observation, Outcome } from '../observation.js';
import { directInvocation } from './direct-invocation.js';
import { readServiceReply } from './service-reply.js';

export interface ToolBenchOptions extends ExchangeOptions {
  /** Asking RapidAPI itself, where the source says how. */
  readonly rapidApi?: {
    /** Looked up when a call is made; undefined when there is none. */
    readonly key: () => string | undefined;
    /** Where the key is looked for, for people. */
    readonly keyVariable: string;
    /** Base address in place of RapidAPI's, for a gateway of one's own. It is sent the key. */
    readonly server?: (api: Api) => string | undefined;
  };
  /** Asking a ToolBench-style server, for everything. */
  readonly service?: {
    /** Where calls are posted to. That of StableToolBench ends in `/virtual` and also makes replies up. */
    readonly url: string;
    readonly key?: () => string | undefined;
  };
}

/** An executor for APIs of ToolBench's crawl: through a server that plays their host, or directly at RapidAPI. */
export function toolbench(options: ToolBenchOptions): Executor {
  const { clock = systemClock, rapidApi, service } = options;
  const exchange = httpExchange(options);

  async function sent(performing: Promise<Exchanged>, provenance: Observation['provenance']): Promise<Observation> {
    const startMs = clock.now();
    const { outcome, warnings } = await performing;
    const elapsedMs = Math.max(0, clock.now() - startMs);
    return { ...outcome, provenance, elapsedMs, coerced: [], ...(warnings.length === 0 ? {} : { warnings }) };
  }

  async function askDirectly(
    api: Api,
    invocation: ToolBenchInvocation,
    args: JsonObject,
    callOptions: CallOptions,
  ): Promise<Observation> {
    const { request } = invocation;
    if (request === undefined || rapidApi === undefined)
      return nothingRan({ status: 'not-callable', reason: noAddress });
    const key = rapidApi.key()?.trim() ?? '';
    const server = rapidApi.server?.(api);
    if (server === undefined && !isOfRapidApi(request.host)) {
      return nothingRan({
        status: 'denied',
        reason: `its host ${request.host} is not RapidAPI's, so it gets no key for it`,
      });
    }
    if (key === '') {
      return nothingRan({ status: 'missing-credential', scheme: 'RapidAPI', variable: rapidApi.keyVariable });
    }
    const direct = directInvocation(api, invocation, request);
    const { signal } = callOptions;
    const prepared = await prepareRequest(api, direct, args, { credentials: () => key, server, clock, signal });
    return 'status' in prepared ? nothingRan(prepared) : sent(exchange.send(prepared, callOptions), 'live');
  }

  async function askService(
    { url, key = () => undefined }: NonNullable<ToolBenchOptions['service']>,
    invocation: ToolBenchInvocation,
    args: JsonObject,
    { signal, onReply }: CallOptions,
  ): Promise<Exchanged> {
    const secret = key()?.trim() ?? '';
    const body = JSON.stringify(serviceCall(invocation, args, secret));
    const headers = { 'content-type': 'application/json', accept: 'application/json', toolbench_key: secret };
    let reply: JsonValue = '';
    const { outcome, warnings } = await exchange.send(
      {
        request: { method: 'POST', url, headers, body },
        secretHeaders: ['toolbench_key'],
        secrets: secret === '' ? [] : [secret],
      },
      {
        ...(signal === undefined ? {} : { signal }),
        onReply: complete => {
          reply = complete.value;
        },
      },
    );
    if (outcome.status !== 'ok') return { outcome: outcome satisfies Outcome, warnings };
    const read = readServiceReply(reply, options.maxBodyCharacters);
    onReply?.({ value: isJsonObject(reply) ? (reply['response'] ?? reply) : reply });
    return { outcome: read.outcome, warnings: [...warnings, ...read.warnings] };
  }

  return {
    close: exchange.close,
    async call(api, args, callOptions = {}) {
      callOptions.signal?.throwIfAborted();
      const { invocation } = api;
      if (invocation.kind !== 'toolbench') {
        return nothingRan({ status: 'not-callable', reason: "it is not an API of ToolBench's crawl" });
      }
      if (service === undefined) return askDirectly(api, invocation, args, callOptions);
      return sent(askService(service, invocation, args, callOptions), provenanceOf(service.url));
    },
  };
}

const noAddress =
  'its source does not say where it is; a ToolBench-style server (--toolbench-url), a recording or a simulator can answer for it';

function isOfRapidApi(host: string): boolean {
  return host.endsWith('.rapidapi.com');
}

/** StableToolBench's server answers from recordings and models, and does not say when. */
function provenanceOf(serviceUrl: string): Observation['provenance'] {
  return /\/virtual\/?$/.test(new URL(serviceUrl).pathname) ? 'simulated' : 'live';
}

/**
 * What ToolBench's and StableToolBench's servers are posted. Names are standard names; the input is JSON in JSON, which
 * all versions take. `truncate` leaves the reply's members as they are.
 */
function serviceCall(
  { category, tool, api, arguments: renamed = {} }: ToolBenchInvocation,
  args: JsonObject,
  key: string,
) {
  const input = Object.entries(args).map(([argument, value]) => [
    standardIdentifier(renamed[argument] ?? argument),
    value,
  ]);
  return {
    category: standardCategory(category),
    tool_name: standardName(tool),
    api_name: standardIdentifier(api),
    tool_input: JSON.stringify(Object.fromEntries(input)),
    strip: 'truncate',
    toolbench_key: key,
  };
}
