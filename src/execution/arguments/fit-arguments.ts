import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonObject } from '../../base/index.js';
import { shortJson } from '../short-json.js';
import { pathOf, pathText, setAt } from './argument-path.js';
import type { CompiledSchema } from './compiled-schema.js';
import type { MutableObject } from './copy-arguments.js';
import type { DeclaredArguments } from './declared-arguments.js';
import { fillDefaults } from './default-arguments.js';
import { type Change, mend, placesAround, unwrap } from './mend.js';
import { problemsOf } from './problems.js';
import { suggestion } from './suggestion.js';

export type CheckedArguments = (
  | {
      readonly ok: true;
      /** The arguments to call with: a copy, coerced, with defaults. */
      readonly arguments: JsonObject;
      /** What was changed to fit, in words; at most 8, and then how many more. */
      readonly coerced: readonly string[];
    }
  | {
      readonly ok: false;
      /** At most 8, and then how many more there are. */
      readonly problems: readonly string[];
    }
) & {
  /** What could not be checked, in words. */
  readonly warnings: readonly string[];
};

const maxTold = 8;
const maxRounds = 6;

/**
 * Checks arguments against a compiled schema, first filling in defaults and then mending what the schema complains
 * about (`mend`). Changes `args`. Takes time linear in the complaints.
 */
export function fitArguments(schema: CompiledSchema, args: MutableObject): CheckedArguments {
  const { declared } = schema;
  const unknown = new Set(declared.open ? [] : Object.keys(args).filter(name => !declared.names.has(name)));
  const filled = schema.hasDefaults ? fillDefaults(schema.schema, args) : [];
  const warnings = [...schema.warnings];
  let errors = schema.errorsIn(args);
  if (errors !== 'unfinished' && leaveOut(filled, errors, args, warnings)) errors = schema.errorsIn(args);

  let changes: readonly Change[] = [];
  for (let round = 0; round < maxRounds && errors !== 'unfinished' && errors.length > 0; round++) {
    const changed = mend(errors, args, changes);
    if (changed.length === 0) break;
    changes = [...changes, ...changed];
    errors = schema.errorsIn(args);
  }
  if (errors !== 'unfinished' && unwrap(changes, errors, args)) errors = schema.errorsIn(args);

  if (errors === 'unfinished') warnings.push(unfinished);
  const found = errors === 'unfinished' ? [] : errors.filter(error => !isAboutOneOf(unknown, error));
  const problems = [...unknownProblems([...unknown], declared), ...problemsOf(found, maxTold)];
  if (problems.length > 0) return { ok: false, problems, warnings };
  const words = changes.map(change => change.words);
  return { ok: true, arguments: args, coerced: firstOf(words), warnings };
}

const unfinished = 'the schema takes too long to check, so the arguments are not fully checked';

function firstOf(sentences: readonly string[]): readonly string[] {
  if (sentences.length <= maxTold) return sentences;
  return [...sentences.slice(0, maxTold), `and ${sentences.length - maxTold} more`];
}

function unknownProblems(unknown: readonly string[], { names }: DeclaredArguments): string[] {
  const told = unknown
    .slice(0, maxTold)
    .map(name => `unknown argument ${shortJson(name)}${suggestion(name, [...names])}`);
  return unknown.length <= maxTold ? told : [...told, `and ${unknown.length - maxTold} more unknown arguments`];
}

function isAboutOneOf(unknown: ReadonlySet<string>, { instancePath, params }: ErrorObject): boolean {
  const name: unknown = params['additionalProperty'] ?? params['unevaluatedProperty'];
  return instancePath === '' && typeof name === 'string' && unknown.has(name);
}

/** Takes back the defaults that the schema itself refuses: nobody gave them, so nobody can mend them. */
function leaveOut(
  filled: readonly string[],
  errors: readonly ErrorObject[],
  args: MutableObject,
  warnings: string[],
): boolean {
  if (filled.length === 0 || errors.length === 0) return false;
  const wrong = placesAround(errors);
  const refused = filled.filter(pointer => wrong.has(pointer));
  for (const pointer of refused) setAt(args, pathOf(pointer), undefined);
  const words = refused.map(
    pointer =>
      `the default of ${JSON.stringify(pathText(pathOf(pointer)))} does not fit its own schema and is left out`,
  );
  warnings.push(...firstOf(words));
  return refused.length > 0;
}
