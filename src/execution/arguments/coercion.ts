import { isJsonObject } from '../../base/index.js';
import { copyArguments, type MutableJson } from './copy-arguments.js';

/** A value of a schema's `type`. */
export type WantedType = 'null' | 'boolean' | 'object' | 'array' | 'number' | 'integer' | 'string';

const wholeNumber = /^[+-]?\d{1,16}(?:\.0{1,16})?$/;
const decimalNumber = /^[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:e[+-]?\d{1,3})?$/i;

/**
 * The value that was surely meant where another type came: numbers and booleans written as text, JSON written as text,
 * a number where text is wanted. Nothing is invented: text that is not exactly a number stays what it is, and numbers
 * that a double cannot hold are left alone.
 *
 * @returns `undefined` when nothing was surely meant.
 */
export function coerceType(value: MutableJson, wanted: WantedType): MutableJson | undefined {
  if (wanted === 'string') return typeof value === 'number' ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  switch (wanted) {
    case 'integer':
      return wholeNumber.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
    case 'number':
      return decimalNumber.test(text) && isHeld(Number(text), text) ? Number(text) : undefined;
    case 'boolean':
      return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;
    case 'object':
      return parsed(text, '{', isJsonObject);
    case 'array':
      return parsed(text, '[', Array.isArray);
    case 'null':
      return undefined;
    default:
      return wanted satisfies never;
  }
}

/** The one allowed value that differs from the given one only in case, surrounding space or being text. */
export function coerceChoice(value: MutableJson, choices: readonly MutableJson[]): MutableJson | undefined {
  if (!isScalar(value)) return undefined;
  const given = folded(value);
  const alike = choices.filter(choice => isScalar(choice) && folded(choice) === given);
  return alike.length === 1 ? alike[0] : undefined;
}

function isScalar(value: MutableJson): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function folded(value: string | number | boolean): string {
  return String(value).trim().toLowerCase();
}

function isHeld(number: number, text: string): boolean {
  if (!Number.isFinite(number)) return false;
  return /[.e]/i.test(text) || Number.isSafeInteger(number);
}

function parsed(text: string, opening: string, accepts: (value: unknown) => boolean): MutableJson | undefined {
  if (!text.startsWith(opening)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const copied = accepts(value) ? copyArguments({ value }) : undefined;
    return copied?.ok ? copied.arguments['value'] : undefined;
  } catch {
    return undefined; // not JSON after all, so the text is no stand-in for it
  }
}
