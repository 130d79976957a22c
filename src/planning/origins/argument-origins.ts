import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import type { ArgumentOrigin } from '../../trajectory/index.js';
import { isReckoned } from './reckoned.js';
import { holds, isCommonEnglish, rewords, type ShownText, shownText } from './shown-text.js';
import { areAlike, plainWords } from './word-likeness.js';

/** What a model was shown before it called. */
export interface Evidence {
  readonly request: string;
  readonly observations: readonly string[];
  /** What is said of the function that is called: words that the request shares with it name nothing of its own. */
  readonly about?: string;
}

/**
 * Where each argument comes from. An argument with parts has the origin of its least certain part. It rather misses a
 * value that was made up than calls one so that follows from the request: what it calls made up is asked for.
 */
export function argumentOrigins(
  args: JsonObject,
  parameters: JsonSchema,
  { request, observations, about = '' }: Evidence,
): Readonly<Record<string, ArgumentOrigin>> {
  const asked = shownText(request);
  const shown = { request: asked, observations: observations.map(shownText), names: namesOfItsOwn(asked, about) };
  const properties = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      const origin = originOf(value, isJsonObject(property) ? property : {}, shown);
      return [name, origin === 'made-up' && isKnowledge(name, value, property, shown) ? 'computed' : origin];
    }),
  );
}

interface Shown {
  readonly request: ShownText;
  readonly observations: readonly ShownText[];
  /** Whether the request names anything that a code could stand for. */
  readonly names: boolean;
}

/** Words of a request that the function does not have: those of which something can be known. */
function namesOfItsOwn({ words, isEnglish }: ShownText, about: string): boolean {
  const known = plainWords(about);
  const own = words.filter(
    word => word.length > 2 && !isCommonEnglish(word) && !known.some(each => areAlike(word, each)),
  );
  return own.length > 0 || !isEnglish;
}

/**
 * Codes and coordinates of what a request names cannot be found in it (`AAPL` for Apple, `H2O` for water): whether they
 * are right is another matter.
 */
function isKnowledge(name: string, value: JsonValue, property: JsonValue | undefined, { names }: Shown): boolean {
  if (!names) return false;
  const described = isJsonObject(property) ? property['description'] : undefined;
  const about = `${name} ${typeof described === 'string' ? described : ''}`;
  if (typeof value === 'number') return /\b(?:lat|lon|lng|latitude|longitude)\b/i.test(about.replaceAll('_', ' '));
  return typeof value === 'string' && /^[\p{L}\d().+-]{1,12}$/u.test(value) && codeMarks.test(about);
}

const codeMarks =
  /\b(?:code|codes|symbol|symbols|formula|ticker|iso|iata|icao|abbreviation|abbreviated|letters?|locale|element|region|zone)\b|[-_](?:code|symbol|id)\b|Code\b/;

/** From the most to the least certain. */
const byCertainty: readonly ArgumentOrigin[] = ['request', 'observation', 'default', 'enum', 'computed', 'made-up'];

function originOf(value: JsonValue, schema: JsonSchema, shown: Shown): ArgumentOrigin {
  if (isList(value)) {
    const items = isJsonObject(schema['items']) ? schema['items'] : {};
    return leastCertain(value.map(item => originOf(item, items, shown)));
  }
  if (isJsonObject(value)) {
    const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
    const parts = Object.entries(value).map(([name, part]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return originOf(part, isJsonObject(property) ? property : {}, shown);
    });
    return leastCertain(parts);
  }
  return originOfScalar(value, schema, shown);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function leastCertain(origins: readonly ArgumentOrigin[]): ArgumentOrigin {
  const places = origins.map(origin => byCertainty.indexOf(origin));
  return byCertainty[Math.max(0, ...places)] ?? 'made-up';
}

function originOfScalar(
  value: Exclude<JsonValue, JsonObject | readonly JsonValue[]>,
  schema: JsonSchema,
  { request, observations }: Shown,
): ArgumentOrigin {
  if (saidIn(request, value)) return 'request';
  if (observations.some(each => saidIn(each, value))) return 'observation';
  if (value === null || value === schema['default']) return 'default';
  if (isChosen(value, schema)) return 'enum';
  if ([request, ...observations].some(each => followsFrom(each, value))) return 'computed';
  return 'made-up';
}

function saidIn(shown: ShownText, value: string | number | boolean | null): boolean {
  if (typeof value === 'string') return value.trim() !== '' && holds(shown, value);
  return typeof value === 'number' && (shown.numbers.digits.includes(value) || holds(shown, String(value)));
}

/** One of few that the schema lists, which the model chose from; yes and no are such a list. */
function isChosen(value: string | number | boolean, schema: JsonSchema): boolean {
  if (typeof value === 'boolean' || value === schema['const']) return true;
  const lists = [schema, ...alternatives(schema)].map(each => each['enum']);
  return lists.some(list => Array.isArray(list) && list.includes(value));
}

function alternatives({ anyOf, oneOf }: JsonSchema): readonly JsonObject[] {
  return [anyOf, oneOf].flatMap(list => (Array.isArray(list) ? list.filter(isJsonObject) : []));
}

function followsFrom(shown: ShownText, value: string | number | boolean): boolean {
  if (typeof value === 'string') {
    const number = /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
    return rewords(shown, value) || (number !== undefined && isReckoned(number, shown.numbers));
  }
  // Numbers in words of other languages are not read.
  if (typeof value !== 'number' || !shown.isEnglish) return true;
  return isReckoned(value, shown.numbers) || isPartOfTime(value, shown) || isCount(value, shown);
}

/** Years, months, days, hours and minutes follow from any word of time. */
function isPartOfTime(value: number, { saysTime }: ShownText): boolean {
  return saysTime && Number.isInteger(value) && ((value >= 0 && value <= 59) || (value >= 1_900 && value <= 2_100));
}

/** How many things the request lists, or the place of one of them from 0. */
function isCount(value: number, { text, numbers }: ShownText): boolean {
  if (!Number.isInteger(value) || value < 0) return false;
  if (numbers.words.includes(value + 1) && value < 12) return true;
  const listed = text.split(/,|;|\n|\s(?:and|or|und|oder|et|ou|y|e|o)\s/i).length;
  const quoted = (text.match(/["'“”«»]/g) ?? []).length / 2;
  return (listed > 1 && value <= listed) || (quoted > 0 && value === Math.floor(quoted));
}
