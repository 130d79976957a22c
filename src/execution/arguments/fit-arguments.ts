import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonObject, JsonValue } from '../../base/index.js';
import { shortJson } from '../short-json.js';
import { pathOf, pathText, setAt, valueAt } from './argument-path.js';
import { coerceChoice, coerceType, type WantedType } from './coercion.js';
import type { CompiledSchema } from './compiled-schema.js';
import type { MutableJson, MutableObject } from './copy-arguments.js';
import type { DeclaredArguments } from './declared-arguments.js';
import { fillDefaults } from './default-arguments.js';
import { problemsOf } from './problems.js';
import { suggestion } from './suggestion.js';

export type CheckedArguments = (
  | {
      readonly ok: true;
      /** The arguments to call with: a copy, coerced, with defaults. */
      readonly arguments: JsonObject;
      /** What was changed to fit, in words. */
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

interface Change {
  readonly path: readonly string[];
  readonly words: string;
  /** The value before it became the only item of an array. */
  readonly wrapped?: MutableJson;
}

const maxProblems = 8;
const maxRounds = 6;
// Twice, because a value may need its type mended and then its case; more often would be going in circles.
const maxChangesOfOne = 2;

/**
 * Checks arguments against a compiled schema, first filling in defaults and then mending, where the schema complains,
 * what was surely meant (`coerceType`, `coerceChoice`, a single value where an array of such is wanted, `null` for an
 * absent optional). Changes `args`.
 */
export function fitArguments(schema: CompiledSchema, args: MutableObject): CheckedArguments {
  const unknown = unknownArguments(schema.declared, args);
  const filled = schema.hasDefaults ? fillDefaults(schema.schema, args) : [];
  let errors = schema.errorsIn(args);
  const warnings = [...schema.warnings];
  if (errors.length > 0 && errors !== 'unfinished') {
    const left = leaveOut(filled, errors, args);
    warnings.push(...left);
    if (left.length > 0) errors = schema.errorsIn(args);
  }

  const changes: Change[] = [];
  for (let round = 0; round < maxRounds && errors !== 'unfinished' && errors.length > 0; round++) {
    const changed = mend(errors, args, changes);
    if (changed.length === 0) break;
    changes.push(...changed);
    errors = schema.errorsIn(args);
  }

  if (errors === 'unfinished')
    warnings.push('the schema takes too long to check, so the arguments are not fully checked');
  else if (errors.length > 0 && unwrap(changes, errors, args)) errors = schema.errorsIn(args);
  const found = errors === 'unfinished' ? [] : errors.filter(error => !isAbout(error, unknown));
  const problems = [...unknown.values(), ...problemsOf(found)];
  if (problems.length > 0) return { ok: false, problems: bounded(problems), warnings };
  return { ok: true, arguments: args, coerced: changes.map(({ words }) => words), warnings };
}

/** Unknown name → what to say about it. */
function unknownArguments(declared: DeclaredArguments, args: MutableObject): Map<string, string> {
  const unknown = new Map<string, string>();
  if (declared.open) return unknown;
  for (const name of Object.keys(args)) {
    if (declared.names.has(name)) continue;
    unknown.set(name, `unknown argument ${JSON.stringify(name)}${suggestion(name, [...declared.names])}`);
  }
  return unknown;
}

function isAbout(error: ErrorObject, unknown: ReadonlyMap<string, string>): boolean {
  const name: unknown = error.params['additionalProperty'] ?? error.params['unevaluatedProperty'];
  return error.instancePath === '' && typeof name === 'string' && unknown.has(name);
}

/** Takes back the defaults that the schema itself refuses: nobody gave them, so nobody can mend them. */
function leaveOut(filled: readonly string[][], errors: readonly ErrorObject[], args: MutableObject): string[] {
  const refused = filled.filter(path => errors.some(error => startsWith(pathOf(error.instancePath), path)));
  for (const path of refused) setAt(args, path, undefined);
  return refused.map(
    path => `the default of ${JSON.stringify(pathText(path))} does not fit its own schema and is left out`,
  );
}

/** Mends each value complained about at most once; its innards wait for the next round. */
function mend(errors: readonly ErrorObject[], args: MutableObject, before: readonly Change[]): Change[] {
  const changes: Change[] = [];
  for (const pointer of new Set(errors.map(error => error.instancePath))) {
    const path = pathOf(pointer);
    if (path.length === 0 || changes.some(change => startsWith(path, change.path))) continue;
    if (before.filter(change => pathText(change.path) === pathText(path)).length >= maxChangesOfOne) continue;
    const change = mended(
      path,
      errors.filter(error => error.instancePath === pointer),
      args,
    );
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

function mended(path: readonly string[], errors: readonly ErrorObject[], args: MutableObject): Change | undefined {
  const value = valueAt(args, path);
  if (value === undefined) return undefined;
  const name = pathText(path);
  if (value === null) {
    if (Array.isArray(valueAt(args, path.slice(0, -1))) || !errors.some(isAboutKind)) return undefined;
    setAt(args, path, undefined);
    return { path, words: `null dropped for ${name}` };
  }
  const meant = errors.flatMap(error => meanings(value, error)).find(candidate => candidate !== value);
  if (meant !== undefined) {
    setAt(args, path, meant);
    return { path, words: `${shortJson(value as JsonValue)} → ${shortJson(meant as JsonValue)} for ${name}` };
  }
  if (Array.isArray(value) || !errors.some(error => wantedTypes(error).includes('array'))) return undefined;
  setAt(args, path, [value]);
  return {
    path,
    words: `${shortJson(value as JsonValue)} → ${shortJson([value as JsonValue])} for ${name}`,
    wrapped: value,
  };
}

function isAboutKind({ keyword }: ErrorObject): boolean {
  return keyword === 'type' || keyword === 'enum' || keyword === 'const';
}

function wantedTypes({ keyword, schema }: ErrorObject): WantedType[] {
  return keyword === 'type' ? ([schema].flat() as WantedType[]) : [];
}

/** What a value may have meant to one complaint, best first. */
function meanings(value: MutableJson, error: ErrorObject): MutableJson[] {
  const choices = error.keyword === 'enum' ? error.schema : error.keyword === 'const' ? [error.schema] : undefined;
  const candidates =
    choices === undefined
      ? wantedTypes(error).map(type => coerceType(value, type))
      : [coerceChoice(value, choices as MutableJson[])];
  return candidates.filter(candidate => candidate !== undefined);
}

/** A value whose wrapping did not help is shown as it came. */
function unwrap(changes: readonly Change[], errors: readonly ErrorObject[], args: MutableObject): boolean {
  const vain = changes.filter(
    change => change.wrapped !== undefined && errors.some(error => startsWith(pathOf(error.instancePath), change.path)),
  );
  for (const change of vain) setAt(args, change.path, change.wrapped);
  return vain.length > 0;
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((step, i) => path[i] === step);
}

function bounded(problems: readonly string[]): string[] {
  if (problems.length <= maxProblems) return [...problems];
  return [...problems.slice(0, maxProblems), `and ${problems.length - maxProblems} more`];
}
