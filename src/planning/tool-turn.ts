import { CapuchinError, isJsonObject, type JsonObject, type JsonValue, nearest } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import { type CompleteReply, nothingRan, type Observation, presentObservation } from '../execution/index.js';
import type { Message, ToolCall, ToolSpec } from '../models/index.js';
import type { Hit } from '../retrieval/index.js';
import { type KeptReplies, showsPart } from './kept-replies.js';
import { type LeftOut, leaveOutGuesses } from './left-out.js';
import { argumentOrigins, type Evidence } from './origins/argument-origins.js';
import { parseArguments } from './parse-arguments.js';
import type { PlannerEvent, PlannerTools } from './planner.js';
import { mayGuess } from './questions.js';

/** What a model is told of an API that was found. */
export function toolSpec({ api, score }: Hit): ToolSpec {
  return { name: api.name, description: api.description, parameters: api.parameters, relevance: score };
}

export interface ToolTurnOptions {
  /** What the model was shown, for the record of where its arguments come from. */
  readonly evidence?: Evidence;
  /** Looks at a well-formed call before it is made and may answer it instead. */
  readonly instead?: (api: Api, args: JsonObject) => Answered | undefined;
  /** Where replies that are shown in part are kept, to be read on in. */
  readonly replies?: KeptReplies;
  /** As in `CallOptions`. */
  readonly onReply?: (reply: CompleteReply) => void;
}

/** What a call is answered with without being made. */
export interface Answered {
  readonly observation: Observation;
  /** As in `call-end`. */
  readonly reusedFrom?: string;
}

/**
 * Carries out one call a model asked for and tells of it. The name must be exactly one of the APIs offered; anything
 * else runs nothing and comes back as an observation that names the nearest.
 */
export async function* toolTurn(
  node: number,
  call: ToolCall,
  offered: ReadonlyMap<string, Api>,
  tools: PlannerTools,
  { evidence, instead = () => undefined, replies, onReply }: ToolTurnOptions = {},
): AsyncGenerator<PlannerEvent, Observation, void> {
  const own = replies?.api?.name === call.name && !offered.has(call.name);
  const api = own ? replies.api : offered.get(call.name);
  const parsed = parseArguments(call.arguments);
  const about = `${api?.name} ${api?.description}`;
  const origins =
    evidence === undefined || !isJsonObject(parsed.value)
      ? undefined
      : argumentOrigins(parsed.value, api?.parameters ?? {}, { ...evidence, about });
  const given: LeftOut =
    api === undefined || parsed.problem !== undefined || origins === undefined || mayGuess(tools)
      ? { arguments: isJsonObject(parsed.value) ? parsed.value : {} }
      : leaveOutGuesses(parsed.value, origins, api.parameters);
  yield {
    type: 'call-start',
    node,
    callId: call.id,
    name: call.name,
    ...(api === undefined ? {} : { apiId: api.id, effect: api.effect }),
    arguments: parsed.problem === undefined ? given.arguments : parsed.value,
    ...(origins === undefined ? {} : { origins: only(origins, given.arguments) }),
  };
  let reusedFrom: string | undefined;
  let isRetold = false;
  const seen = await observe().catch(unmade);
  if (seen instanceof CapuchinError) {
    const observation = nothingRan({ status: 'denied', reason: seen.message });
    yield { type: 'call-end', node, callId: call.id, observation };
    throw seen;
  }
  const repaired = parsed.problem === undefined ? parsed.repaired : undefined;
  // A run that is told anew has the notes on record already.
  const notes = isRetold ? [] : [repaired, given.note].filter(note => note !== undefined);
  const observation: Observation = notes.length === 0 ? seen : { ...seen, coerced: [...notes, ...seen.coerced] };
  yield {
    type: 'call-end',
    node,
    callId: call.id,
    observation,
    ...(reusedFrom === undefined ? {} : { reusedFrom }),
  };
  return observation;

  async function observe(): Promise<Observation> {
    if (api === undefined) {
      return nothingRan({
        status: 'unknown-api',
        given: call.name,
        candidates: nearest(call.name, [...offered.keys()]),
      });
    }
    if (parsed.problem !== undefined) return nothingRan({ status: 'bad-arguments', problems: [parsed.problem] });
    const answered = instead(api, given.arguments);
    reusedFrom = answered?.reusedFrom;
    if (answered !== undefined) return answered.observation;
    const { signal, beforeIrreversible, past } = tools;
    let complete: JsonValue | undefined;
    const hear = (reply: CompleteReply) => {
      complete = reply.value;
      onReply?.(reply);
    };
    const before = await past?.observation(node, call.id, api.invocation.kind === 'function' ? 'local' : 'live');
    isRetold = before !== undefined;
    if (before !== undefined) recall(before, hear);
    const seen =
      before ??
      (await (own ? replies.executor : tools.executor).call(api, given.arguments, {
        ...(signal === undefined ? {} : { signal }),
        ...(beforeIrreversible === undefined ? {} : { beforeIrreversible }),
        onReply: hear,
      }));
    // What was read of a kept reply is kept already.
    if (!own && complete !== undefined && showsPart(seen)) replies?.keep(call.id, complete);
    return seen;
  }
}

function only<T>(all: Readonly<Record<string, T>>, kept: JsonObject): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(kept, name)));
}

/** A call for which nothing is left of the budget is known not to have been made, which stands in the record. */
function unmade(thrown: unknown): CapuchinError {
  if (thrown instanceof CapuchinError && thrown.code === 'budget-spent') return thrown;
  throw thrown;
}

/** A reply is on record as far as it was shown; the rest cannot be read on in when the run is continued. */
function recall(seen: Observation, hear: (reply: CompleteReply) => void): void {
  if (seen.status !== 'ok' && seen.status !== 'http-error') return;
  const value = seen.status === 'ok' ? seen.value : undefined;
  hear({ value: value ?? (showsPart(seen) ? `${seen.body}\n[what followed was not kept]` : seen.body) });
}

/** The message that shows a model what its call came to, and how to read on where it shows a part. */
export function toolMessage(call: ToolCall, observation: Observation, replies?: KeptReplies): Message {
  const content = `${presentObservation(observation)}${replies?.hint(call.id) ?? ''}`;
  return { role: 'tool', callId: call.id, name: call.name, content };
}

/** The function that reads on in replies, where there is one and its name is not that of an API that was found. */
export function readingSpecs({ api }: KeptReplies, offered: ReadonlyMap<string, Api>): readonly ToolSpec[] {
  if (api === undefined || offered.has(api.name)) return [];
  return [{ name: api.name, description: api.description, parameters: api.parameters }];
}
