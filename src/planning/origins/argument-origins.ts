import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import type { ArgumentOrigin } from '../../trajectory/index.js';
import { isReckoned } from './reckoned.js';
import { holds, rewords, type ShownText, shownText } from './shown-text.js';

/** What a model was shown before it called. */
export interface Evidence {
  readonly request: string;
  readonly observations: readonly string[];
}

/**
 * Where each argument comes from. An argument with parts has the origin of its least certain part. It rather misses a
 * value that was made up than calls one so that follows from the request: what it calls made up is asked for.
 */
export function argumentOrigins(
  args: JsonObject,
  parameters: JsonSchema,
  { request, observations }: Evidence,
): Readonly<Record<string, ArgumentOrigin>> {
  const shown = { request: shownText(request), observations: observations.map(shownText) };
  const properties = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return [name, originOf(value, isJsonObject(property) ? property : {}, shown)];
    }),
  );
}

interface Shown {
  readonly request: ShownText;
  readonly observations: readonly ShownText[];
}

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
  if (typeof value !== 'number') return true;
  return isReckoned(value, shown.numbers) || isPartOfTime(value, shown) || isCount(value, shown);
}

/** Years, months, days, hours and minutes follow from any word of time. */
function isPartOfTime(value: number, { saysTime }: ShownText): boolean {
  return saysTime && Number.isInteger(value) && ((value >= 0 && value <= 59) || (value >= 1_900 && value <= 2_100));
}

/** How many things the request lists. */
function isCount(value: number, { text }: ShownText): boolean {
  if (!Number.isInteger(value) || value < 1) return false;
  const listed = text.split(/,|;|\n|\s(?:and|or|und|oder|et|ou|y|e|o)\s/i).length;
  const quoted = (text.match(/["'“”«»]/g) ?? []).length / 2;
  return (listed > 1 && value <= listed) || (quoted > 0 && value === Math.floor(quoted));
}
