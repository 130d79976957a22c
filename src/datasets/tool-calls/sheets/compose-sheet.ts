import type { JsonSchema, JsonValue, Random } from '../../../base/index.js';
import { boundedSchema } from '../../../catalog/index.js';
import type { FunctionPool, PoolFunction, WishedCall } from '../function-pool.js';
import { areAlike } from './are-alike.js';
import { type CallAnswered, followUp } from './follow-up.js';
import { shownCalls } from './shown-calls.js';
import type { ToolCallExample, ToolCallSheet } from './tool-call-sheet.js';
import { type FunctionUse, type VariedFunction, varyFunctions } from './vary-functions.js';
import { firstWish, kindOf, nextWanted, type Wanted } from './wanted-requests.js';

export interface SheetOptions {
  /** How many functions are on offer, each count as likely as it is often here. */
  readonly sizes?: readonly number[];
  /** Most examples; the more functions are on offer, the more there are when left out. */
  readonly mostExamples?: number;
}

const usualSizes = [1, 1, 2, 2, 3, 4, 4, 5, 5, 5, 6];
const fewestExamples = 3;
/**
 * Functions around one that was drawn, mostly those that a retriever confuses with it, and requests for some of them, for
 * several at once, and for none. `undefined` when the drawn function cannot be asked for.
 */
export async function composeSheet(
  pool: FunctionPool,
  id: string,
  random: Random,
  { sizes = usualSizes, mostExamples = Number.POSITIVE_INFINITY }: SheetOptions = {},
): Promise<ToolCallSheet | undefined> {
  const first = firstWish(pool, random);
  const [seed] = first?.calls ?? [];
  if (first === undefined || seed === undefined) return undefined;
  const seeds = distinctFunctions(first.calls);
  const size = Math.max(random.pick(sizes), seeds.length);
  const near = await pool.near(seed.function, first.text, 16);
  const offered = random.shuffle([...seeds, ...others(seeds, near, size - seeds.length, pool, random)]);
  const outside = near.filter(each => !offered.some(one => one.id === each.id || one.name === each.name));

  const wanted: Wanted[] = [{ ...first, kind: kindOf(first) }];
  // The more functions there are to read, the more is asked of those who have read them.
  const count = Math.min(mostExamples, fewestExamples + random.integer(offered.length + 3));
  for (let tries = 0; wanted.length < count && tries < 2 * count; tries++) {
    const next = nextWanted(pool, offered, outside, random);
    if (next !== undefined && !wanted.some(one => one.text === next.text)) wanted.push(next);
  }
  return sheetOf(pool, id, offered, wanted, random);
}

/** In their order; two functions of one name cannot be told apart, so the first of them stands for both. */
function distinctFunctions(calls: readonly WishedCall[]): PoolFunction[] {
  return [...new Map(calls.map(({ function: each }) => [each.id, each])).values()];
}

/** Mostly what is similar, now and then anything, never two of one name. */
function others(
  seeds: readonly PoolFunction[],
  near: readonly PoolFunction[],
  count: number,
  pool: FunctionPool,
  random: Random,
): PoolFunction[] {
  const chosen: PoolFunction[] = [];
  const names = new Set(seeds.map(each => each.name));
  const similar = [...near];
  const { areAlike: isAlike = areAlike } = pool;
  for (let tries = 0; chosen.length < count && tries < 8 * count; tries++) {
    const at = Math.floor(random.next() ** 2 * similar.length); // the nearest most of all
    const next = random.next() < 0.75 && similar.length > 0 ? similar.splice(at, 1)[0] : pool.draw(random);
    if (next === undefined || names.has(next.name) || [...seeds, ...chosen].some(each => isAlike(each, next))) continue;
    names.add(next.name);
    chosen.push(next);
  }
  return chosen;
}

function sheetOf(
  pool: FunctionPool,
  id: string,
  offered: readonly PoolFunction[],
  wanted: readonly Wanted[],
  random: Random,
): ToolCallSheet {
  const varied = varyFunctions(
    offered.map(each => ({ ...each, parameters: boundedParameters(each.parameters) })),
    offered.map(each => usesOf(each, wanted)),
    random,
  );
  const byId = new Map(offered.map((each, place) => [each.id, varied[place] as VariedFunction]));
  const functions = varied.map(each => each.callable);
  const examples = wanted.map((each, place) => exampleOf(each, `${id}.${place}`, byId, random));
  const isShown = shownCalls(functions);
  const shown = examples.filter(({ turns }) => turns.every(turn => turn.role !== 'calls' || turn.calls.every(isShown)));
  return {
    id,
    source: pool.name,
    functions,
    functionIds: offered.map(each => each.id),
    providers: offered.map(each => each.provider),
    examples: shown,
    unshown: examples.length - shown.length,
  };
}

const longestSchema = 6_000;

/** Some documents describe half of their service with every operation; no model reads that. */
function boundedParameters(parameters: JsonSchema): JsonSchema {
  return JSON.stringify(parameters).length <= longestSchema
    ? parameters
    : boundedSchema(parameters, { maxCharacters: longestSchema });
}

function usesOf(offered: PoolFunction, among: readonly Wanted[]): FunctionUse {
  const asks = among.flatMap(({ text, calls }) =>
    calls.filter(call => call.function.id === offered.id).map(({ ask }) => ({ text, ask })),
  );
  return {
    names: new Set(asks.flatMap(({ ask }) => Object.keys(ask.arguments))),
    isVerbatim: asks.every(({ text, ask }) => Object.values(ask.arguments).every(value => isSaid(value, text))),
  };
}

function isSaid(value: JsonValue, text: string): boolean {
  if (typeof value === 'boolean') return true;
  return Array.isArray(value)
    ? value.every(item => isSaid(item, text))
    : typeof value !== 'object' && text.toLowerCase().includes(String(value).toLowerCase());
}

function exampleOf(
  { kind, text, calls }: Wanted,
  id: string,
  varied: ReadonlyMap<string, VariedFunction>,
  random: Random,
): ToolCallExample {
  const request = { role: 'request', text } as const;
  const called = calls.map(({ function: { id } }) => id);
  if (kind === 'none') return { id, kind, called, turns: [request, { role: 'none' }] };
  const rounds = roundsOf(calls, varied);
  if (rounds.length > 1 || kind === 'follow-up' || (kind === 'calls' && random.next() < 0.12))
    return { id, kind: 'follow-up', called, turns: [request, ...followUp(rounds, random)] };
  return { id, kind, called, turns: [request, { role: 'calls', calls: (rounds[0] ?? []).map(({ call }) => call) }] };
}

function roundsOf(calls: readonly WishedCall[], varied: ReadonlyMap<string, VariedFunction>): CallAnswered[][] {
  const rounds: CallAnswered[][] = [];
  for (const {
    function: { id },
    ask,
    round = 0,
    gives,
  } of calls) {
    const as = varied.get(id);
    if (as === undefined) continue;
    const call = as.call(ask.arguments, ask.missing);
    rounds[round] ??= [];
    rounds[round].push(gives === undefined ? { call } : { call, gives });
  }
  return rounds;
}
