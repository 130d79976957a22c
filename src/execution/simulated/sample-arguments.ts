import { type JsonObject, seededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { ArgumentChecker } from '../arguments/argument-checker.js';

export interface SampleArgumentsOptions {
  readonly checker: ArgumentChecker;
  /** Whether arguments that are not required are there, too. */
  readonly optional: boolean;
  readonly seed?: string;
  /** Samples that are tried before it is given up. Default 8. */
  readonly maxTries?: number;
  /** Values in the sample at most. Default 400. */
  readonly maxValues?: number;
}

export type SampledArguments =
  | { readonly arguments: JsonObject }
  /** What is wrong with the sample of which least is. */
  | { readonly problems: readonly string[] };

/**
 * Arguments made from an API's schema that its own check accepts, with the schema's defaults: the same for the same API
 * and seed. The first tries take examples that the schema gives. Some schemas accept nothing, and some more than can be
 * made by looking at their keywords.
 */
export async function sampleArguments(
  api: Pick<Api, 'id' | 'parameters'>,
  { checker, optional, seed = '', maxTries = 8, maxValues = 400 }: SampleArgumentsOptions,
): Promise<SampledArguments> {
  const { sampleValue } = await import('./sample-value.js'); // brings an engine for patterns with it
  let least: readonly string[] | undefined;
  for (let attempt = 0; attempt < maxTries; attempt += 1) {
    const random = seededRandom(`${seed}\n${api.id}\n${attempt}`);
    const made = sampleValue(api.parameters, {
      random,
      useExamples: attempt % 2 === 0,
      maxValues,
      maxDepth: 8,
      optional,
    });
    const checked = await checker.check(api.parameters, made as JsonObject);
    if (checked.ok) return { arguments: checked.arguments };
    if (least === undefined || checked.problems.length < least.length) least = checked.problems;
  }
  return { problems: least ?? [] };
}
