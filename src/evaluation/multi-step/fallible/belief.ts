import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import { fittedTo, type PlanCall, resolveArguments, valueAt, valueOfBody } from '../planned-arguments.js';
import type { PastCall } from './read-conversation.js';

/** How far a model holds itself to be along the plan. */
export interface Belief {
  /** What it takes the calls of the plan to have given, right or wrong; as many as it holds to be done. */
  readonly results: readonly JsonValue[];
  /** Calls since the last that it holds to be done. */
  readonly attempts: number;
  /** The first call of the plan for which it took the result of another call, and does not know. */
  readonly astrayAt?: number;
  /** Whether its last call gave nothing. */
  readonly hasFailed: boolean;
}

export interface WantedCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

export interface PlanKnown {
  readonly plan: readonly PlanCall[];
  readonly apis: ReadonlyMap<string, Api>;
  /** Whether the model sees that this call, which gave something, was not the one it wanted. */
  readonly notices: (call: PastCall, place: number) => boolean;
}

/** Goes through the calls of a conversation as the model understands them. */
export function believe(calls: readonly PastCall[], known: PlanKnown): Belief {
  let belief: Belief = { results: [], attempts: 0, hasFailed: false };
  for (const [place, call] of calls.entries()) belief = after(belief, call, place, known);
  return belief;
}

function after(before: Belief, call: PastCall, place: number, known: PlanKnown): Belief {
  const { results, attempts, astrayAt } = before;
  if (call.gave === undefined) return { ...before, attempts: attempts + 1, hasFailed: true };
  const gave = valueOfBody(call.gave);
  if (astrayAt !== undefined && isSame(call, wantedCall(results.slice(0, astrayAt), known))) {
    return { results: [...results.slice(0, astrayAt), gave], attempts: 0, hasFailed: false };
  }
  const went = astrayAt === undefined ? {} : { astrayAt };
  const done: Belief = { ...went, results: [...results, gave], attempts: 0, hasFailed: false };
  if (isSame(call, wantedCall(results, known))) return done;
  if (results.length === known.plan.length || known.notices(call, place)) {
    return { ...before, attempts: attempts + 1, hasFailed: false };
  }
  return { astrayAt: results.length, ...done };
}

/**
 * The call that comes next, by what the earlier ones are held to have given; undefined when the plan is done. Where a
 * result has no such part, the whole is taken for it.
 */
export function wantedCall(
  results: readonly JsonValue[],
  { plan, apis }: Pick<PlanKnown, 'plan' | 'apis'>,
): WantedCall | undefined {
  const planned = plan[results.length];
  if (planned === undefined) return undefined;
  const args = resolveArguments(planned.arguments, ({ from, path }) => {
    const result = results[from] ?? null;
    return valueAt(result, path) ?? result;
  });
  return { name: planned.function, arguments: fittedTo(apis.get(planned.function)?.parameters ?? {}, args) };
}

function isSame(call: PastCall, wanted: WantedCall | undefined): boolean {
  if (wanted === undefined || call.name !== wanted.name) return false;
  try {
    const args: unknown = JSON.parse(call.arguments);
    return isJsonObject(args) && canonicalJson(args) === canonicalJson(wanted.arguments);
  } catch {
    return false; // broken text is no call of the plan
  }
}
