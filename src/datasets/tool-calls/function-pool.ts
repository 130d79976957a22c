import type { JsonObject, JsonValue, Random } from '../../base/index.js';
import type { Callable } from '../../catalog/index.js';

/** A function that examples are made of. */
export interface PoolFunction extends Callable {
  /** Unique over all pools: splits and counts go by it. */
  readonly id: string;
  /** Who offers it; functions of one provider are alike in style. */
  readonly provider: string;
}

/** A request for one call. */
export interface Ask {
  readonly text: string;
  readonly arguments: JsonObject;
  /** Required arguments that the request leaves open. */
  readonly missing: readonly string[];
}

/** A request for one call or several, in their order. */
export interface Wish {
  readonly text: string;
  readonly calls: readonly WishedCall[];
}

export interface WishedCall {
  readonly function: PoolFunction;
  readonly ask: Ask;
  /**
   * Calls of round 1 are made when those of round 0 have been answered, and so on: what they take comes from there.
   * Default 0.
   */
  readonly round?: number;
  /** What the call gives, where it matters. */
  readonly gives?: JsonValue;
}

/** Functions of one source, and requests for them. */
export interface FunctionPool {
  readonly name: string;
  draw(random: Random): PoolFunction;
  /** `undefined` when nothing can be asked of it. */
  ask(wanted: PoolFunction, random: Random): Ask | undefined;
  /** A request that the source itself has, functions and all; pools without such requests leave it out. */
  wish?(random: Random): Wish;
  /** Whether nobody could say which of two functions a request is for; by their names and descriptions when left out. */
  readonly areAlike?: (a: PoolFunction, b: PoolFunction) => boolean;
  /** What a retriever takes for similar, best first, without the function itself: hard negatives. */
  near(wanted: PoolFunction, text: string, most: number): Promise<readonly PoolFunction[]>;
}
