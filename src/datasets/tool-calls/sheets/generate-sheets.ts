import { seededRandom } from '../../../base/index.js';
import type { FunctionPool } from '../function-pool.js';
import { composeSheet, type SheetOptions } from './compose-sheet.js';
import type { ToolCallSheet } from './tool-call-sheet.js';

/** A source and how often it is taken, in proportion to the others. */
export interface WeightedPool {
  readonly pool: FunctionPool;
  readonly weight: number;
}

export interface SheetGeneration extends SheetOptions {
  readonly pools: readonly WeightedPool[];
  readonly seed: number | string;
  /** Number of the first sheet: what comes after it is what would have come without a break. */
  readonly from?: number;
  readonly signal?: AbortSignal;
}

/**
 * Sheets without end, numbered; a number at which nothing can be made is left out. Each has random numbers of its own, so
 * that any part of the sequence can be made again alone.
 */
export async function* generateSheets(
  generation: SheetGeneration,
): AsyncGenerator<{ readonly number: number; readonly sheet: ToolCallSheet }, void, void> {
  const { pools, seed, from = 0, signal } = generation;
  for (let number = from; ; number++) {
    signal?.throwIfAborted();
    const random = seededRandom(`tool-calls/${seed}/${number}`);
    const pool = weighted(pools, random.next());
    const sheet = await composeSheet(pool, `${pool.name}-${number}`, random, generation);
    if (sheet !== undefined && sheet.examples.length > 0) yield { number, sheet };
  }
}

function weighted(pools: readonly WeightedPool[], chance: number): FunctionPool {
  let left = chance * pools.reduce((sum, each) => sum + each.weight, 0);
  for (const { pool, weight } of pools) {
    left -= weight;
    if (left < 0) return pool;
  }
  const last = pools.at(-1);
  if (last === undefined) throw new RangeError('there are no pools');
  return last.pool;
}
