import { canonicalJson, type JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Observation } from '../../execution/index.js';
import { parseArguments } from '../parse-arguments.js';
import type { CallSeen, Standing } from './standing.js';

/** What a call gave, and where it stands in the record. */
export interface PastCall {
  /** `node/callId`. */
  readonly key: string;
  readonly observation: Observation;
}

/** Calls that only read and gave something, of a whole run: asked again, they are answered from here. */
export interface PastReads {
  find(api: Api, args: JsonObject): PastCall | undefined;
  keep(api: Api, args: JsonObject, call: PastCall): void;
  /** After anything may have changed, what was read before may be no more so. */
  forget(): void;
}

export function pastReads(): PastReads {
  const kept = new Map<string, PastCall>();
  return {
    find: (api, args) => (api.effect === 'read' ? kept.get(keyOf(api, args)) : undefined),
    keep(api, args, call) {
      if (api.effect === 'read' && call.observation.status === 'ok') kept.set(keyOf(api, args), call);
    },
    forget: () => kept.clear(),
  };
}

/**
 * The id of the same call made on the way here, unless it failed by chance and may be tried again as it is. What was read
 * before a change may be read again after it.
 */
export function sameCallBefore(standing: Standing, api: Api, args: JsonObject): string | undefined {
  const key = keyOf(api, args);
  let first: CallSeen | undefined;
  let last: CallSeen | undefined;
  for (const seen of newestFirst(standing)) {
    if (api.effect === 'read' && hasChanged(seen)) break;
    if (seen.api?.id !== api.id || keyOfSeen(seen) !== key) continue;
    first = seen;
    last ??= seen;
  }
  const ended = last?.observation.status;
  return ended === 'timeout' || ended === 'failed' ? undefined : first?.call.id;
}

function* newestFirst(standing: Standing): Generator<CallSeen> {
  for (let at: Standing | undefined = standing; at?.parent !== undefined; at = at.parent) {
    for (let i = at.calls.length - 1; i >= 0; i--) yield at.calls[i] as CallSeen;
  }
}

function hasChanged({ api, observation }: CallSeen): boolean {
  return api !== undefined && api.effect !== 'read' && observation.provenance !== 'none';
}

/** Undefined for a call that was not made, for its arguments or because it was made before. */
function keyOfSeen(seen: CallSeen): string | undefined {
  if (!keys.has(seen)) keys.set(seen, readKey(seen));
  return keys.get(seen);
}

function readKey({ api, call, observation }: CallSeen): string | undefined {
  if (api === undefined || observation.status === 'repeated') return undefined;
  const parsed = parseArguments(call.arguments);
  return parsed.problem === undefined ? keyOf(api, parsed.value) : undefined;
}

/** Of calls that were dealt with: every step after them asks again, and they never change. */
const keys = new WeakMap<CallSeen, string | undefined>();

/** Equal for calls of one API with equal arguments, in whatever order. */
function keyOf({ id }: Api, args: JsonObject): string {
  return `${id} ${canonicalJson(args)}`;
}
