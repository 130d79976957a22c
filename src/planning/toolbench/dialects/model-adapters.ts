import { UnknownName } from '../../../base/index.js';
import { functionCalls } from './function-calls.js';
import type { ModelAdapter } from './model-adapter.js';
import { react } from './react.js';
import { toolLlama } from './toolllama.js';

/** Every way to talk with a model by name. */
export const modelAdapters = { functions: functionCalls, react, toolllama: toolLlama } as const satisfies Record<
  string,
  ModelAdapter
>;

/** Throws `UnknownName` for a name that is not exactly one of `modelAdapters`. */
export function modelAdapterNamed(name: string): ModelAdapter {
  if (!Object.hasOwn(modelAdapters, name)) throw new UnknownName('adapter', name, Object.keys(modelAdapters));
  return modelAdapters[name as keyof typeof modelAdapters];
}
