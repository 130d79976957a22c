import { type JsonObject, nearest } from '../../../base/index.js';
import { type Api, standardName } from '../../../catalog/index.js';
import { finishFunction, finishName } from '../finish/finish-function.js';
import { functionNames } from './function-names.js';
import { type FunctionSchema, type PrintOptions, printFunction } from './print-function.js';

/** What a model may call in a run. */
export interface OfferedFunctions {
  /** In the order of the APIs, `Finish` last. */
  readonly schemas: readonly FunctionSchema[];
  /** By function name, exactly. */
  readonly apis: ReadonlyMap<string, Api>;
  /** Names of tools and what they are, in order, each once. */
  readonly tools: readonly { readonly name: string; readonly description: string }[];
  /**
   * The API of a name that a model wrote: the name itself, or what stands after its last dot, exactly. A name is never
   * taken for another that only ends like it.
   */
  find(name: string): { readonly name: string; readonly api: Api } | undefined;
  /** Names like this one, nearest first. */
  near(name: string): readonly string[];
  /** Arguments under the names that the API has for them. */
  argumentsOf(name: string, args: JsonObject): JsonObject;
}

export function offeredFunctions(apis: readonly Api[], options: PrintOptions = {}): OfferedFunctions {
  const distinct = [...new Map(apis.map(api => [api.id, api])).values()];
  const names = functionNames(distinct);
  const byName = new Map(distinct.map(api => [names.get(api.id) ?? api.name, api]));
  const printed = new Map([...byName].map(([name, api]) => [name, printFunction(api, name, options)]));
  const tools = new Map(distinct.map(api => [standardName(api.tool), api.toolDescription ?? '']));
  return {
    schemas: [...[...printed.values()].map(({ definition }) => definition), finishFunction],
    apis: byName,
    tools: [...tools].map(([name, description]) => ({ name, description })),
    find(name) {
      const exact = byName.has(name) ? name : name.slice(name.lastIndexOf('.') + 1);
      const api = byName.get(exact);
      return api === undefined ? undefined : { name: exact, api };
    },
    near: name => nearest(name, [...byName.keys(), finishName]),
    argumentsOf(name, args) {
      const renamed = printed.get(name)?.arguments;
      if (renamed === undefined || renamed.size === 0) return args;
      return Object.fromEntries(Object.entries(args).map(([key, value]) => [renamed.get(key) ?? key, value]));
    },
  };
}

/** Numbered lines of the tools on offer, as a task description has them. */
export function toolLines({ tools }: OfferedFunctions): string {
  return tools
    .map(({ name, description }, i) => {
      const short = Array.from(description).slice(0, 512).join('').replaceAll('\n', '').trim();
      return `${i + 1}.${name}: ${short === '' ? 'None' : short}`;
    })
    .join('\n');
}
