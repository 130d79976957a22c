import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue, seededRandom } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { ArgumentChecker } from '../arguments/argument-checker.js';
import type { CheckedArguments } from '../arguments/fit-arguments.js';
import type { SampleOptions } from './sample-value.js';

export interface SampleArgumentsOptions {
  readonly checker: ArgumentChecker;
  /** Whether arguments that are not required are there, too. */
  readonly optional: boolean;
  readonly seed?: string;
  /** Whether examples that the schema gives are taken. Default true. */
  readonly examples?: boolean;
}

export type SampledArguments =
  | { readonly arguments: JsonObject }
  /** What is wrong with the sample of which least is. */
  | { readonly problems: readonly string[] };

/** From samples with everything in them to samples that are as small as they can be. */
const tries: readonly Omit<SampleOptions, 'random'>[] = [
  { useExamples: true, maxValues: 400, maxDepth: 8 },
  { useExamples: false, maxValues: 400, maxDepth: 8 },
  { useExamples: true, maxValues: 2_000, maxDepth: 16, optionalDepth: 4 },
  { useExamples: false, maxValues: 2_000, maxDepth: 16, optionalDepth: 3 },
  { useExamples: true, maxValues: 2_000, maxDepth: 16, optionalDepth: 2 },
  { useExamples: false, maxValues: 2_000, maxDepth: 16, optionalDepth: 2 },
  { useExamples: true, maxValues: 2_000, maxDepth: 16, optionalDepth: 1 },
  { useExamples: false, maxValues: 2_000, maxDepth: 16, optionalDepth: 1 },
];

let sampling: Promise<typeof import('./sample-value.js')> | undefined;

/**
 * Arguments made from an API's schema that its own check accepts, with the schema's defaults: the same for the same API
 * and seed. `optional` gives all arguments, or as many as can be made to fit together. Some schemas accept nothing, and
 * some nothing that can be made by looking at their keywords.
 */
export async function sampleArguments(
  api: Pick<Api, 'id' | 'parameters'>,
  { checker, optional, seed = '', examples = true }: SampleArgumentsOptions,
): Promise<SampledArguments> {
  sampling ??= import('./sample-value.js'); // brings an engine for patterns with it
  const { sampleValue } = await sampling;
  const { parameters } = api;
  const samples = tries.map((options, i) => {
    const random = seededRandom(`${seed}\n${api.id}\n${i}`);
    return (optionalDepth = options.optionalDepth) =>
      sampleValue(parameters, {
        ...options,
        useExamples: options.useExamples && examples,
        random,
        ...(optionalDepth === undefined ? {} : { optionalDepth }),
      });
  });
  let least: readonly string[] = [];
  for (const [i, sample] of samples.entries()) {
    // Alternatives can be told apart by properties that are not required; then only larger samples fit one of them.
    const depth = optional ? undefined : i < 2 ? 0 : i < 4 ? 20 : undefined;
    const made = asObject(sample(depth));
    const checked = await checker.check(parameters, optional ? made : onlyRequired(made, parameters));
    if (checked.ok) return { arguments: checked.arguments };
    if (least.length === 0 || checked.problems.length < least.length) least = checked.problems;
  }
  if (!optional) return { problems: least };
  const needed = await sampleArguments(api, { checker, optional: false, seed, examples });
  if ('problems' in needed) return needed;
  return {
    arguments: await withMore(
      needed.arguments,
      samples.slice(-2).map(sample => asObject(sample())),
      args => checker.check(parameters, args),
    ),
  };
}

/** The arguments, and of the others each that is accepted together with those before it. */
async function withMore(
  given: JsonObject,
  others: readonly JsonObject[],
  check: (args: JsonObject) => Promise<CheckedArguments>,
): Promise<JsonObject> {
  let args = given;
  for (const [name, value] of others.flatMap(other => Object.entries(other))) {
    if (Object.hasOwn(args, name)) continue;
    const checked = await check({ ...args, [name]: value });
    if (checked.ok) args = checked.arguments;
  }
  return args;
}

function onlyRequired(args: JsonObject, { required }: JsonSchema): JsonObject {
  const names = new Set(Array.isArray(required) ? required : []);
  return Object.fromEntries(Object.entries(args).filter(([name]) => names.has(name)));
}

function asObject(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}
