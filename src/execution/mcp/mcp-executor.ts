import {
  CapuchinError,
  type Clock,
  canonicalJson,
  type JsonObject,
  linkedAbort,
  MissingDependency,
  messageOf,
  orAborted,
  systemClock,
} from '../../base/index.js';
import { type Api, type ConnectMcp, type McpInvocation, saysReadOnly, toolSchema } from '../../catalog/index.js';
import { cutText } from '../cut-text.js';
import type { CallOptions, Executor } from '../executor.js';
import { AddressRefused } from '../http/network-guard.js';
import { scrubber } from '../http/scrubber.js';
import { nothingRan } from '../nothing-ran.js';
import type { Outcome } from '../observation.js';
import { defaultMaxBodyCharacters } from '../observation-body.js';
import { type Connection, connections } from './connections.js';
import { type DescribeResultOptions, describeResult } from './describe-result.js';
import { McpFailure, MissingVariable } from './mcp-failure.js';

export interface McpExecutorOptions extends Partial<DescribeResultOptions> {
  readonly connect: ConnectMcp;
  /** For the whole call, connecting included. Default 60 s. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

const timedOut = Symbol('timed out');
const maxReasonCharacters = 2_000;

/**
 * An executor for tools of MCP servers. Each server is reached when its first tool is called and stays connected until
 * `close`, which ends the programs that were started.
 */
export function mcp(options: McpExecutorOptions): Executor & { close(): Promise<void> } {
  const { connect, timeoutMs = 60_000, clock = systemClock, maxBodyCharacters = defaultMaxBodyCharacters } = options;
  const open = connections(connect);

  async function perform(
    api: Api,
    invocation: McpInvocation,
    args: JsonObject,
    { signal, onReply }: CallOptions & { readonly signal: AbortSignal },
  ): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      const connection = await orAborted(open.reach(invocation.server), signal);
      const { session } = connection;
      const scrub = scrubber(session.secrets);
      let isSent = false;
      try {
        const tool = await orAborted(connection.tool(invocation.tool), signal);
        const change = changeOf(tool, api, invocation);
        if (tool === undefined || change !== undefined) return { status: 'not-callable', reason: change ?? '' };
        isSent = true;
        // The time limit is ours; the client's own comes later and only in case.
        const calling = session.call(tool, args, { signal, timeoutMs: timeoutMs + 5_000 });
        const result = await orAborted(calling, signal);
        const shown = scrubbed(result, session.secrets, scrub);
        return await describeResult(shown, { ...options, maxBodyCharacters }, onReply);
      } catch (thrown) {
        if (signal.aborted || !(thrown instanceof McpFailure)) throw thrown;
        const isLost = thrown.kind === 'ended' || thrown.kind === 'expired';
        if (isLost) await lost(connection);
        // What may have happened already is not done twice.
        const mayRepeat = thrown.kind === 'expired' || (isLost && (!isSent || api.effect === 'read'));
        if (mayRepeat && attempt === 1) continue;
        const doubt = isSent && isLost ? '; whether the call took effect is not known' : '';
        const why = thrown.kind === 'ended' ? await session.closed : undefined;
        const reason = `${[thrown.message, why].filter(text => text !== undefined).join(': ')}${doubt}`;
        return failed(thrown, scrub(reason));
      }
    }
  }

  function lost(connection: Connection): Promise<void> {
    return open.drop(connection).catch(() => {}); // it is gone; how it went is of no use
  }

  return {
    async call(api, args, { signal, onReply } = {}) {
      signal?.throwIfAborted();
      const { invocation } = api;
      if (invocation.kind !== 'mcp') {
        return nothingRan({ status: 'not-callable', reason: 'it is not a tool of an MCP server' });
      }
      const link = linkedAbort(signal);
      const timer = setTimeout(() => link.because(timedOut), timeoutMs);
      const startMs = clock.now();
      let outcome: Outcome;
      try {
        outcome = await perform(api, invocation, args, {
          signal: link.signal,
          ...(onReply === undefined ? {} : { onReply }),
        });
      } catch (thrown) {
        if (signal?.aborted === true) throw signal.reason;
        outcome = link.signal.aborted ? { status: 'timeout', afterMs: timeoutMs } : outcomeOf(thrown);
      } finally {
        clearTimeout(timer);
        link.unlink();
      }
      if (outcome.status === 'not-callable' || outcome.status === 'missing-credential') return nothingRan(outcome);
      const provenance = invocation.server.kind === 'http' ? 'live' : 'local';
      return { ...outcome, provenance, elapsedMs: Math.max(0, clock.now() - startMs), coerced: [] };
    },
    close: () => open.close(),
  };
}

/** Why a tool is not what was imported, and approved, any more. */
function changeOf(tool: JsonObject | undefined, api: Api, invocation: McpInvocation): string | undefined {
  const advice = `; import ${api.collection} again`;
  if (tool === undefined) return `its server does not offer ${invocation.tool} any more${advice}`;
  const now = toolSchema(tool['inputSchema']);
  if (!('schema' in now) || canonicalJson(now.schema) !== canonicalJson(api.parameters)) {
    return `its arguments are not what they were when it was imported${advice}`;
  }
  if (invocation.readOnly === true && !saysReadOnly(tool)) {
    return `its server does not say any more that it only reads${advice}`;
  }
  return undefined;
}

/** Servers may repeat what they were given. */
function scrubbed(result: JsonObject, secrets: readonly string[], scrub: (text: string) => string): JsonObject {
  return secrets.length === 0 ? result : (JSON.parse(scrub(JSON.stringify(result))) as JsonObject);
}

function outcomeOf(thrown: unknown): Outcome {
  if (thrown instanceof MissingVariable) {
    return { status: 'missing-credential', scheme: thrown.variable, variable: thrown.variable };
  }
  const reason = messageOf(thrown);
  if (thrown instanceof AddressRefused) return { status: 'denied', reason };
  if (thrown instanceof MissingDependency) return { status: 'not-callable', reason };
  if (thrown instanceof McpFailure) return failed(thrown, reason);
  return { status: 'failed', reason: thrown instanceof CapuchinError ? reason : `the call failed: ${reason}` };
}

function failed({ httpStatus, kind }: McpFailure, reason: string): Outcome {
  const text = cutText(reason, maxReasonCharacters);
  if (kind === 'http' && httpStatus !== undefined) return { status: 'http-error', httpStatus, body: text };
  return { status: 'failed', reason: text };
}
