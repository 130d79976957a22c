import { didYouMean, type JsonObject, type JsonValue, UsageError } from '../base/index.js';
import type { ModelFeatures } from '../models/index.js';
import { type Planner, plannerNamed } from '../planning/index.js';
import { defaultPlanner } from './settings.js';

export interface PlannerChoice {
  /** A planner's name, or `auto`. */
  readonly planner: string;
  /** Settings of the planner that are data already, such as those of a run. */
  readonly options: JsonObject;
  /** `name=value` as given on a command line; these go first. */
  readonly given: readonly string[];
}

/**
 * The planner of a model. What is wrong with a planner that is named is found at once, before there is a model.
 *
 * @throws UnknownName for a planner, UsageError for an option.
 */
export function choosePlanner({ planner, options, given }: PlannerChoice): (features: ModelFeatures) => Planner {
  const make = (name: string) => {
    const known = plannerNamed(name)().options;
    return plannerNamed(name)({ ...options, ...plannerOptions(name, known, given) });
  };
  if (planner === 'auto') return features => make(defaultPlanner(features));
  const made = make(planner);
  return () => made;
}

/** Options as given on a command line, each of the type of its default. */
export function plannerOptions(planner: string, defaults: JsonObject, given: readonly string[]): JsonObject {
  const read = given.map(text => {
    const [, name = '', value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (value === undefined) throw new UsageError(`--planner-option ${text}: name=value was expected`);
    const usual = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    if (usual === undefined) throw new UsageError(unknownOption(planner, name, Object.keys(defaults)));
    return [name, readValue(name, value, usual)] as const;
  });
  return Object.fromEntries(read);
}

function unknownOption(planner: string, name: string, known: readonly string[]): string {
  const has = known.length === 0 ? 'it has none' : `it has ${[...known].sort().join(', ')}`;
  return `the planner ${planner} has no option "${name}"${didYouMean(name, known)}; ${has}`;
}

function readValue(name: string, text: string, usual: JsonValue): JsonValue {
  const value = parsed(text, usual);
  const isWanted = typeof value === typeof usual && !(typeof value === 'number' && value < 0);
  if (value !== undefined && isWanted) return value;
  const wanted =
    typeof usual === 'number' ? 'a number from 0 on' : typeof usual === 'boolean' ? 'true or false' : 'JSON';
  throw new UsageError(`--planner-option ${name}: ${wanted} was expected, not "${text}"`);
}

function parsed(text: string, usual: JsonValue): JsonValue | undefined {
  if (typeof usual === 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says what was expected
  }
}
