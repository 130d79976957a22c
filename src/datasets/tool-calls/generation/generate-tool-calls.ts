import { type Random, seededRandom } from '../../../base/index.js';
import type { ContaminationCheck } from '../contamination/contamination-check.js';
import type { KnownRequests } from '../duplicates/known-requests.js';
import type { FunctionPool } from '../function-pool.js';
import { composeSheet, type SheetOptions } from '../sheets/compose-sheet.js';
import type { ToolCallExample, ToolCallSheet } from '../sheets/tool-call-sheet.js';

/** A source and how often it is taken, in proportion to the others. */
export interface WeightedPool extends SheetOptions {
  readonly pool: FunctionPool;
  readonly weight: number;
}

export interface ToolCallGeneration {
  readonly pools: readonly WeightedPool[];
  readonly seed: number | string;
  /** Requests that are there; it learns those that are made. */
  readonly known: KnownRequests;
  readonly contamination?: ContaminationCheck;
  /** Number of the first sheet: what comes after it is what would have come without a break. */
  readonly from?: number;
  readonly signal?: AbortSignal;
}

/** Why an example that was made is not there. */
export const dropReasons = [
  'unshown',
  'repeated',
  'nearly-repeated',
  'same-request',
  'same-words',
  'same-function',
] as const;
export type DropReason = (typeof dropReasons)[number];
export type DropCounts = Readonly<Partial<Record<DropReason, number>>>;

/** A sheet with its number, as files of sheets hold it. */
export interface NumberedSheet extends Omit<ToolCallSheet, 'unshown'> {
  readonly number: number;
  /** What was dropped since the sheet before. */
  readonly dropped: DropCounts;
}

/** So many numbers in a row without a sheet: the sources have said what they have to say. */
const mostInVain = 2_000;

/**
 * Sheets, numbered, until the sources give nothing new; a number at which nothing is left is left out. Each has random numbers of its own, so that
 * any part of the sequence can be made again as long as the requests before it are known.
 */
export async function* generateToolCalls(generation: ToolCallGeneration): AsyncGenerator<NumberedSheet, void, void> {
  const { pools, seed, from = 0, signal } = generation;
  let dropped = new Map<DropReason, number>();
  const drop = (reason: DropReason, count = 1) => {
    if (count > 0) dropped.set(reason, (dropped.get(reason) ?? 0) + count);
  };
  for (let number = from, last = from; number - last < mostInVain && pools.length > 0; number++) {
    signal?.throwIfAborted();
    // Lets Ctrl-C be heard: nothing else here waits for anything outside.
    if (number % 20 === 0) await new Promise(resume => setImmediate(resume));
    const random = seededRandom(`tool-calls/${seed}/${number}`);
    const source = weighted(pools, random);
    const sheet = await anySheet(source, number, random);
    if (sheet === undefined) continue;
    const { unshown, ...rest } = sheet;
    drop('unshown', unshown);
    if (offersEvaluated(sheet, generation)) {
      drop('same-function', sheet.examples.length);
      continue;
    }
    const isNew = (example: ToolCallExample) => {
      const reason = reasonToDrop(example, generation);
      if (reason !== undefined) drop(reason);
      return reason === undefined;
    };
    const calling = new Set(sheet.examples.filter(each => each.called.length > 0 && isNew(each)));
    // Of what no function does there is no end; without a call beside it, it teaches nothing of these functions.
    const examples = sheet.examples.filter(
      each => calling.has(each) || (calling.size > 0 && each.called.length === 0 && isNew(each)),
    );
    if (examples.length === 0) continue;
    last = number;
    yield { number, ...rest, examples, dropped: Object.fromEntries(dropped) };
    dropped = new Map();
  }
}

/** Of many functions nothing can be asked; others of the same source stand in for them, so that its share is kept. */
async function anySheet(source: WeightedPool, number: number, random: Random): Promise<ToolCallSheet | undefined> {
  for (let tries = 0; tries < triesPerSheet; tries++) {
    const sheet = await composeSheet(source.pool, `${source.pool.name}-${number}`, random, source);
    if (sheet !== undefined) return sheet;
  }
  return undefined;
}

const triesPerSheet = 8;

/** A function can become one that an evaluation offers when its name or parameters are varied. */
function offersEvaluated({ functions }: ToolCallSheet, { contamination }: ToolCallGeneration): boolean {
  return functions.some(
    ({ name, parameters }) => contamination?.function({ names: [name], parameters, provider: '' }) !== undefined,
  );
}

function reasonToDrop(
  { turns: [request], called }: ToolCallExample,
  { contamination, known }: ToolCallGeneration,
): DropReason | undefined {
  if (request?.role !== 'request') return undefined;
  const found = contamination?.request(request.text)?.kind;
  return found === 'same-request' || found === 'same-words' ? found : known.add(request.text, called);
}

function weighted(pools: readonly WeightedPool[], random: Random): WeightedPool {
  let left = random.next() * pools.reduce((sum, each) => sum + each.weight, 0);
  for (const each of pools) {
    left -= each.weight;
    if (left < 0) return each;
  }
  const last = pools.at(-1);
  if (last === undefined) throw new RangeError('there are no pools');
  return last;
}
