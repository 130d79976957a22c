import type { JsonObject } from '../../base/index.js';
import { argumentChecker } from '../arguments/argument-checker.js';
import type { CallOptions } from '../executor.js';
import { nothingRan } from '../nothing-ran.js';
import type { FunctionUndo, Observation } from '../observation.js';
import { loadDefinition } from './load-definition.js';
import { type FunctionsOptions, runDefinition } from './run-definition.js';

/**
 * Takes a function's call back by the step that was prepared when it was made, also in another process. The step may come from a
 * file, so its arguments are checked as any others; whether it may run at all is for the caller to ask.
 */
export async function performUndo(
  step: FunctionUndo,
  options: FunctionsOptions,
  { signal }: Pick<CallOptions, 'signal'> = {},
): Promise<Observation> {
  signal?.throwIfAborted();
  const invocation = { kind: 'function', module: step.module, function: step.function } as const;
  const { definition, refusal } = await loadDefinition(options.load, invocation);
  if (definition === undefined) return refusal;
  const seen = await argumentChecker().check(definition.parameters, step.arguments as JsonObject);
  if (!seen.ok) return nothingRan({ status: 'bad-arguments', problems: seen.problems });
  return runDefinition(definition, seen.arguments, step.module, options, { signal });
}
