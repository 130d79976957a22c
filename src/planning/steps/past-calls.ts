import { canonicalJson, type JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Observation } from '../../execution/index.js';
import { parseArguments } from '../parse-arguments.js';
import { pathTo, type Standing } from './standing.js';

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

/** The id of the same call made on the way here, unless it failed by chance and may be tried again as it is. */
export function sameCallBefore(standing: Standing, api: Api, args: JsonObject): string | undefined {
  const key = keyOf(api, args);
  const same = [...pathTo(standing).flatMap(step => step.calls)].filter(({ api: made, call, observation }) => {
    if (made === undefined || observation.status === 'repeated') return false;
    const parsed = parseArguments(call.arguments);
    return parsed.problem === undefined && keyOf(made, parsed.value) === key;
  });
  const last = same.at(-1)?.observation.status;
  return last === 'timeout' || last === 'failed' ? undefined : same[0]?.call.id;
}

/** Equal for calls of one API with equal arguments, in whatever order. */
function keyOf({ id }: Api, args: JsonObject): string {
  return `${id} ${canonicalJson(args)}`;
}
