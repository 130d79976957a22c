import type { JsonObject, JsonSchema } from '../../../base/index.js';
import type { FunctionPool, PoolFunction } from '../function-pool.js';

/** A function for tests: parameters by name, the required ones first by their own list. */
export function functionFor(
  name: string,
  description: string,
  properties: JsonObject = {},
  required: readonly string[] = [],
): PoolFunction {
  const parameters: JsonSchema = { type: 'object', properties, required };
  return { id: `test/${name}`, provider: 'test', name, description, parameters };
}

/** A pool whose requests count up: `weather 1`, `weather 2`, each with that number for an argument. */
export function smallPool(functions: readonly PoolFunction[], more: Partial<FunctionPool> = {}): FunctionPool {
  let asked = 0;
  return {
    name: 'small',
    draw: random => random.pick(functions),
    ask(wanted) {
      asked += 1;
      return { text: `${wanted.name} ${asked}`, arguments: { n: asked }, missing: [] };
    },
    near: async (wanted, _text, most) => functions.filter(each => each.id !== wanted.id).slice(0, most),
    ...more,
  };
}
