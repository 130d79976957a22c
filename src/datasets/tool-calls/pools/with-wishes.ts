import type { FunctionPool, Wish } from '../function-pool.js';

/** A pool with requests that its source has itself. Without any it is the pool as it was. */
export function withWishes(pool: FunctionPool, wishes: readonly Wish[]): FunctionPool {
  return wishes.length === 0 ? pool : { ...pool, wish: random => random.pick(wishes) };
}
