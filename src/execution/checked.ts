import { type ArgumentChecker, argumentChecker } from './arguments/argument-checker.js';
import { closing } from './closing.js';
import type { Executor } from './executor.js';
import { callerSchema } from './http/idempotency-key.js';
import { nothingRan } from './nothing-ran.js';
import type { Observation } from './observation.js';

/**
 * An executor that calls only with arguments the API's schema accepts. What was mended on the way is reported in the
 * observation, and so is what could not be checked.
 */
export function checked(executor: Executor, checker: ArgumentChecker = argumentChecker()): Executor {
  return {
    ...closing(executor),
    async call(api, args, options) {
      const seen = await checker.check(callerSchema(api), args);
      options?.signal?.throwIfAborted();
      const warnings = seen.warnings.length === 0 ? {} : { warnings: seen.warnings };
      if (!seen.ok) return nothingRan({ status: 'bad-arguments', problems: seen.problems }, warnings);
      return noted(await executor.call(api, seen.arguments, options), seen.coerced, seen.warnings);
    },
  };
}

function noted(observation: Observation, coerced: readonly string[], warnings: readonly string[]): Observation {
  if (coerced.length === 0 && warnings.length === 0) return observation;
  const allWarnings = [...warnings, ...(observation.warnings ?? [])];
  return {
    ...observation,
    coerced: [...coerced, ...observation.coerced],
    ...(allWarnings.length === 0 ? {} : { warnings: allWarnings }),
  };
}
