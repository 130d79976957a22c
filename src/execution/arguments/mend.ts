import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonValue } from '../../base/index.js';
import { shortJson } from '../short-json.js';
import { outwards, pathOf, pathText, setAt, valueAt } from './argument-path.js';
import { coerceChoice, coerceType, type WantedType } from './coercion.js';
import type { MutableJson, MutableObject } from './copy-arguments.js';

/** A value that was replaced by what it surely meant. */
export interface Change {
  /** Where, as a JSON pointer. */
  readonly pointer: string;
  readonly words: string;
  /** The value before it became the only item of an array. */
  readonly wrapped?: MutableJson;
}

// Twice, because a value may need its type mended and then its case; more often would be going in circles.
const maxChangesOfOne = 2;

/**
 * Replaces, in `args`, values complained about by what they surely meant (`coerceType`, `coerceChoice`), single values by
 * arrays where such are wanted, and takes away `null` that is not. One round: each value at most once, and the innards of
 * a changed value wait for the next. `before` are the changes of earlier rounds. Takes time linear in the complaints.
 */
export function mend(errors: readonly ErrorObject[], args: MutableObject, before: readonly Change[]): Change[] {
  const complaints = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const known = complaints.get(error.instancePath);
    if (known === undefined) complaints.set(error.instancePath, [error]);
    else known.push(error);
  }
  const times = new Map<string, number>();
  for (const { pointer } of before) times.set(pointer, (times.get(pointer) ?? 0) + 1);

  const changed = new Map<string, Change>();
  for (const [pointer, about] of complaints) {
    if (pointer === '' || (times.get(pointer) ?? 0) >= maxChangesOfOne) continue;
    if ([...outwards(pointer)].some(place => changed.has(place))) continue;
    const change = mended(pointer, about, args);
    if (change !== undefined) changed.set(pointer, change);
  }
  return [...changed.values()];
}

function mended(pointer: string, errors: readonly ErrorObject[], args: MutableObject): Change | undefined {
  const path = pathOf(pointer);
  const value = valueAt(args, path);
  if (value === undefined) return undefined;
  const name = pathText(path);
  if (value === null) {
    if (Array.isArray(valueAt(args, path.slice(0, -1))) || !errors.some(isAboutKind)) return undefined;
    setAt(args, path, undefined);
    return { pointer, words: `null dropped for ${name}` };
  }
  const meant = errors.flatMap(error => meanings(value, error)).find(candidate => candidate !== value);
  if (meant !== undefined) {
    setAt(args, path, meant);
    return { pointer, words: `${shortJson(value as JsonValue)} → ${shortJson(meant as JsonValue)} for ${name}` };
  }
  if (Array.isArray(value) || !errors.some(error => wantedTypes(error).includes('array'))) return undefined;
  setAt(args, path, [value]);
  const words = `${shortJson(value as JsonValue)} → ${shortJson([value as JsonValue])} for ${name}`;
  return { pointer, words, wrapped: value };
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

/** Unpacks the values whose wrapping did not help, so that they are shown as they came; whether there were any. */
export function unwrap(changes: readonly Change[], errors: readonly ErrorObject[], args: MutableObject): boolean {
  const wraps = changes.filter(change => change.wrapped !== undefined);
  if (wraps.length === 0 || errors.length === 0) return false;
  const wrong = placesAround(errors);
  const vain = wraps.filter(({ pointer }) => wrong.has(pointer));
  for (const { pointer, wrapped } of vain) setAt(args, pathOf(pointer), wrapped);
  return vain.length > 0;
}

/** Where something is wrong, at or further in. */
export function placesAround(errors: readonly ErrorObject[]): Set<string> {
  const places = new Set<string>();
  for (const { instancePath } of errors) for (const pointer of outwards(instancePath)) places.add(pointer);
  return places;
}
