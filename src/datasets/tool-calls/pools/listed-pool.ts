import type { Ask, FunctionPool, PoolFunction, Wish } from '../function-pool.js';
import { dressRequest } from './dress-request.js';
import { functionIndex } from './function-index.js';

/** Functions of a data set with the requests that it has for them, one call or several. */
export interface ListedFunctions {
  readonly name: string;
  readonly functions: readonly PoolFunction[];
  /** Function id → requests for a call of it. */
  readonly asks: ReadonlyMap<string, readonly Ask[]>;
  readonly wishes: readonly Wish[];
  readonly areAlike?: FunctionPool['areAlike'];
}

/** Functions without a request are there to be confused with; at least one must have some. */
export async function listedPool({ name, functions, asks, wishes, areAlike }: ListedFunctions): Promise<FunctionPool> {
  const asked = functions.filter(({ id }) => (asks.get(id) ?? []).length > 0);
  const pool: FunctionPool = {
    name,
    draw: random => random.pick(asked.length > 0 ? asked : functions),
    ask(wanted, random) {
      const own = asks.get(wanted.id) ?? [];
      if (own.length === 0) return undefined;
      const ask = random.pick(own);
      return { ...ask, text: dressRequest(ask.text, random) };
    },
    ...(areAlike === undefined ? {} : { areAlike }),
    near: await functionIndex(functions),
  };
  return wishes.length === 0 ? pool : { ...pool, wish: random => random.pick(wishes) };
}

/** The part of a list whose functions are kept, and the requests that call nothing else. */
export function keptOf(list: ListedFunctions, keep: (each: PoolFunction) => boolean): ListedFunctions {
  const functions = list.functions.filter(keep);
  const ids = new Set(functions.map(({ id }) => id));
  return {
    ...list,
    functions,
    asks: new Map([...list.asks].filter(([id]) => ids.has(id))),
    wishes: list.wishes.filter(({ calls }) => calls.every(call => ids.has(call.function.id))),
  };
}
