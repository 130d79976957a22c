import type { JsonSchema, JsonValue } from '../../base/index.js';
import type { ApiExample, Effect } from '../api.js';

/**
 * A function with a schema, callable by models: one of the built-in toolbox or of a user's module. `run` gets arguments
 * that its schema accepts, with the schema's defaults filled in, and returns (a promise of) a JSON value. It throws an
 * `Error` whose message tells a model what to change.
 */
export interface FunctionDefinition {
  /** 1 to 64 of `[a-zA-Z0-9_-]`. */
  readonly name: string;
  readonly description: string;
  /** Required with `parameters` of `type: object`. */
  readonly parameters: JsonSchema;
  readonly returns?: JsonSchema;
  /** Default `irreversible`: what a function does is unknown until its author says. */
  readonly effect?: Effect;
  readonly category?: string;
  readonly examples?: readonly ApiExample[];
  // biome-ignore lint/suspicious/noExplicitAny: the schema, checked before the call, is the type of the arguments.
  readonly run: (args: any, context: FunctionContext) => JsonValue | Promise<JsonValue>;
  /**
   * For `reversible` functions: called before `run`, says how to take the call back. The step is data, so that it can
   * be kept with the run and performed by another process (`function` is a function of the same module).
   */
  // biome-ignore lint/suspicious/noExplicitAny: as `run`.
  readonly undo?: (args: any, context: FunctionContext) => PreparedUndo | Promise<PreparedUndo>;
}

export interface PreparedUndo {
  readonly description: string;
  readonly function: string;
  readonly arguments: JsonValue;
}

export interface FunctionContext {
  /** The only folder that file functions may touch; absolute. */
  readonly workspace: string;
  /** Milliseconds since the epoch; the only clock functions read, so that examples can be tested. */
  readonly now: () => number;
  /** Uniform in [0, 1); the only randomness. Seeded by the run. */
  readonly random: () => number;
  readonly signal?: AbortSignal;
}

/** Identity with types: lets a module's author write `export const add = defineFunction({ … })`. */
export function defineFunction(definition: FunctionDefinition): FunctionDefinition {
  return definition;
}
