import type { JsonValue } from '../../../base/index.js';
import { defaultLimits, type GrammarProperty, type GrammarSchema } from './grammar-schema.js';

/** Whole numbers that are often said in words: allowed beside those the text writes in digits. */
const saidInWords: readonly number[] = Array.from({ length: 13 }, (_, i) => i);

/**
 * The schema narrowed to values found in the text, for models too weak to be trusted with free ones: a string becomes a
 * quotation of the text, a number one of its numbers (or 0 to 12, which people say in words), and an optional member
 * is allowed only where the text holds a value for it. Required members never lose their last value: where the text
 * offers none they stay as they are, and so do strings with bounds or formats of their own.
 */
export function groundedIn(schema: GrammarSchema, text: string): GrammarSchema {
  if (text.trim() === '') return schema;
  return ground(schema, { text, numbers: numbersIn(text), folded: text.toLowerCase() });
}

interface Evidence {
  readonly text: string;
  readonly numbers: readonly number[];
  readonly folded: string;
}

function ground(schema: GrammarSchema, evidence: Evidence): GrammarSchema {
  switch (schema.kind) {
    case 'string':
      return isFree(schema) ? { kind: 'quotation', text: evidence.text } : schema;
    case 'number':
      return groundNumber(schema, evidence);
    case 'array':
      return { ...schema, items: ground(schema.items, evidence) };
    case 'map':
      return { ...schema, values: ground(schema.values, evidence) };
    case 'any-of':
      return { ...schema, options: schema.options.map(option => ground(option, evidence)) };
    case 'object':
      return { ...schema, properties: groundProperties(schema.properties, evidence) };
    default:
      return schema;
  }
}

/** Numbers go to required members first: optional ones get none when the text has no more than those need. */
function groundProperties(properties: readonly GrammarProperty[], evidence: Evidence): readonly GrammarProperty[] {
  const needed = properties.filter(({ required, value }) => required && value.kind === 'number').length;
  const spare = evidence.numbers.length > needed ? evidence : { ...evidence, numbers: [] };
  return properties.flatMap(property => groundProperty(property, property.required ? evidence : spare));
}

function groundProperty(property: GrammarProperty, evidence: Evidence): readonly GrammarProperty[] {
  if (property.required) return [{ ...property, value: ground(property.value, evidence) }];
  const value = evident(property.value, evidence);
  return value === undefined ? [] : [{ ...property, value }];
}

/** The values of a schema that the text itself shows, or `undefined` when it shows none. */
function evident(schema: GrammarSchema, evidence: Evidence): GrammarSchema | undefined {
  switch (schema.kind) {
    case 'literal': {
      const values = schema.values.filter(value => shows(evidence, value));
      return values.length === 0 ? undefined : { kind: 'literal', values };
    }
    case 'number': {
      const values = fitting(schema, evidence.numbers);
      return values.length === 0 ? undefined : { kind: 'literal', values };
    }
    case 'any-of': {
      const options = schema.options.flatMap(option => evident(option, evidence) ?? []);
      return options.length === 0 ? undefined : { kind: 'any-of', options };
    }
    case 'format':
      return /\d/.test(evidence.text) ? schema : undefined;
    case 'string':
      return isFree(schema) ? ground(schema, evidence) : undefined;
    default:
      return undefined;
  }
}

function shows(evidence: Evidence, value: JsonValue): boolean {
  if (typeof value === 'number') return evidence.numbers.includes(value);
  return typeof value === 'string' && value !== '' && evidence.folded.includes(value.toLowerCase());
}

function groundNumber(schema: GrammarSchema & { kind: 'number' }, evidence: Evidence): GrammarSchema {
  const written = fitting(schema, evidence.numbers);
  return written.length === 0 ? schema : { kind: 'literal', values: [...new Set([...written, ...saidInWords])] };
}

function fitting(schema: GrammarSchema & { kind: 'number' }, numbers: readonly number[]): readonly number[] {
  return numbers.filter(number => (!schema.integer || Number.isInteger(number)) && (schema.negative || number >= 0));
}

/** Numbers standing alone in the text, each once, in order: the parts of a date or of a part number are not. */
function numbersIn(text: string): readonly number[] {
  const found = text.matchAll(/(?<![\p{L}\d.,:/-])-?\d+(?:\.\d+)?(?![\p{L}\d]*[-:/]\d|\.\d|\d)/gu);
  return [...new Set([...found].map(([digits]) => Number(digits)).filter(Number.isFinite))];
}

function isFree(schema: GrammarSchema & { kind: 'string' }): boolean {
  return schema.minLength <= 1 && schema.maxLength >= defaultLimits.maxStringLength;
}
