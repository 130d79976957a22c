import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../base/index.js';

/** How much is said of a schema. */
export interface Detail {
  readonly parameterWords: number;
  readonly descriptionWords: number;
  readonly enumValues: number;
  /** Levels of nested objects that are spelt out. */
  readonly depth: number;
  readonly optional: boolean;
  /** False: names only. */
  readonly types?: false;
  /** Parameters at most. */
  readonly most?: number;
}

/** Marks whatever was left out. */
export const cut = '…';

/** `param: type words, optional?: type`, in the schema's order; stops soon after `limit` characters. */
export function printParameters(parameters: JsonSchema, detail: Detail, limit: number): string {
  return printProperties(parameters, placeIn(parameters, detail), 0, limit);
}

/** The type of a schema on one line: `string=[a|b]`, `{lat: number, …}[]`. References lead into `root`. */
export function printSchema(schema: JsonSchema, root: JsonSchema, detail: Detail): string {
  return printType(schema, placeIn(root, detail), 0);
}

/** The named members of an object schema, those of `allOf` parts among them, and which of them are required. */
export function membersOf(
  schema: JsonSchema,
  root: JsonSchema,
): { readonly properties: JsonObject; readonly required: ReadonlySet<string> } {
  return merged(schema, placeIn(root, { ...nothing }));
}

/** What a schema that only refers to another one leads to in the end; a schema that says nothing when nowhere. */
export function referred(schema: JsonSchema, root: JsonSchema): JsonSchema {
  return resolve(schema, placeIn(root, nothing)).schema;
}

const nothing: Detail = { parameterWords: 0, descriptionWords: 0, enumValues: 0, depth: 0, optional: true };

function placeIn(root: JsonSchema, detail: Detail): Place {
  return { root, detail, open: [], visits: { left: maxVisits } };
}

interface Place {
  readonly root: JsonSchema;
  readonly detail: Detail;
  /** References being followed, to notice a schema that contains itself. */
  readonly open: readonly string[];
  /** Shared by the whole print: a small schema can unfold into millions of parts, or nest deeper than the stack. */
  readonly visits: { left: number };
}

const maxVisits = 1_000;

function spent(place: Place): boolean {
  place.visits.left -= 1;
  return place.visits.left < 0;
}

/** Stops soon after `limit` characters: what is longer is printed again with less detail anyway. */
function printProperties(schema: JsonSchema, place: Place, depth: number, limit: number): string {
  const { properties, required } = merged(schema, place);
  const parts: string[] = [];
  let length = 0;
  const { optional, types = true, most = Number.POSITIVE_INFINITY } = place.detail;
  let printed = 0;
  for (const [name, value] of Object.entries(properties)) {
    const isRequired = required.has(name);
    if ((!isRequired && !optional) || (depth === 0 && printed >= most)) {
      if (parts.at(-1) !== cut) parts.push(cut);
      continue;
    }
    const property = isJsonObject(value) ? value : {};
    const called = `${printName(name)}${isRequired ? '' : '?'}`;
    const part = types ? `${called}: ${printProperty(property, place, depth)}` : called;
    parts.push(part);
    printed += 1;
    length += part.length + 2;
    if (length > limit) break;
    if (depth > 0 && parts.length === maxNestedProperties) {
      if (parts.length < Object.keys(properties).length) parts.push(cut);
      break;
    }
  }
  return parts.join(', ');
}

const maxNestedProperties = 8;

function printProperty(schema: JsonSchema, place: Place, depth: number): string {
  const type = printType(schema, place, depth);
  // Words belong to parameters; inside nested objects the names have to do.
  if (depth > 0) return type;
  const words = firstWords(describe(schema, place), place.detail.parameterWords);
  return words === '' ? type : `${type} ${words}`;
}

function describe(schema: JsonSchema, place: Place): string {
  const found = resolve(schema, place).schema;
  const description = schema['description'] ?? found['description'];
  const format = found['format'];
  return [format, description].filter(part => typeof part === 'string').join(' ');
}

function printType(given: JsonSchema, place: Place, depth: number): string {
  const { schema, place: inside, recursive } = resolve(given, place);
  if (recursive || spent(place)) return cut;
  const values = enumValues(schema);
  if (values !== undefined) return `${typeOfValues(schema, values)}=[${printValues(values, place.detail.enumValues)}]`;
  const alternatives = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(alternatives) && alternatives.length > 0) return printUnion(alternatives, inside, depth);
  const type = typeOf(schema);
  if (Array.isArray(type)) {
    return printUnion(
      type.map(one => ({ ...schema, type: one })),
      inside,
      depth,
    );
  }
  if (type === 'array') return printArray(schema, inside, depth);
  if (type === 'object') return printObject(schema, inside, depth);
  return typeof type === 'string' ? oneLine(type) : 'any';
}

function printUnion(alternatives: readonly JsonValue[], place: Place, depth: number): string {
  const shown = alternatives
    .slice(0, maxAlternatives)
    .map(one => printType(isJsonObject(one) ? one : {}, place, depth + 1));
  const distinct = [...new Set(shown)];
  return [...distinct, ...(alternatives.length > maxAlternatives ? [cut] : [])].join('|');
}

const maxAlternatives = 6;

function printArray(schema: JsonSchema, place: Place, depth: number): string {
  const items = schema['items'];
  if (!isJsonObject(items)) return 'array';
  const item = printType(items, place, depth);
  // `string=[a|b]` is an array's item type as `string[]=[a|b]`, a union needs brackets.
  const values = /^(\w+)(=\[.*\])$/s.exec(item);
  if (values !== null) return `${values[1]}[]${values[2]}`;
  return /^[\w…]+$|^\{.*\}$|\[\]$/s.test(item) ? `${item}[]` : `(${item})[]`;
}

function printObject(schema: JsonSchema, place: Place, depth: number): string {
  if (Object.keys(merged(schema, place).properties).length === 0) {
    const values = schema['additionalProperties'];
    return isJsonObject(values) && Object.keys(values).length > 0 && depth < place.detail.depth
      ? `{[key]: ${printType(values, place, depth + 1)}}`
      : 'object';
  }
  if (depth >= place.detail.depth) return `{${cut}}`;
  return `{${printProperties(schema, place, depth + 1, maxObjectLength)}}`;
}

const maxObjectLength = 1_000;

/** The properties of an object schema together with those of its `allOf` parts. */
function merged(given: JsonSchema, place: Place): { properties: JsonObject; required: ReadonlySet<string> } {
  const properties = new Map<string, JsonValue>();
  const required = new Set<string>();
  const add = (part: JsonSchema, at: Place) => {
    const { schema, place: inside, recursive } = resolve(part, at);
    if (recursive || spent(place)) return;
    for (const one of asArray(schema['allOf'])) if (isJsonObject(one)) add(one, inside);
    if (isJsonObject(schema['properties'])) {
      for (const [name, property] of Object.entries(schema['properties'])) properties.set(name, property);
    }
    for (const name of asArray(schema['required'])) if (typeof name === 'string') required.add(name);
  };
  add(given, place);
  return { properties: Object.fromEntries(properties), required };
}

/** Follows local references (`#/$defs/…`). What leads nowhere is a schema that says nothing. */
function resolve(given: JsonSchema, place: Place): { schema: JsonSchema; place: Place; recursive: boolean } {
  let schema = given;
  let open = place.open;
  for (;;) {
    const reference = schema['$ref'];
    if (typeof reference !== 'string') return { schema, place: { ...place, open }, recursive: false };
    if (open.includes(reference)) return { schema: {}, place, recursive: true };
    open = [...open, reference];
    schema = pointed(place.root, reference);
  }
}

function pointed(root: JsonSchema, reference: string): JsonSchema {
  if (!reference.startsWith('#')) return {};
  let at: JsonValue | undefined = root;
  for (const step of reference.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return isJsonObject(at) ? at : {};
}

function typeOf(schema: JsonSchema): JsonValue | undefined {
  if (schema['type'] !== undefined) return schema['type'];
  if (isJsonObject(schema['properties']) || Array.isArray(schema['allOf'])) return 'object';
  return schema['items'] === undefined ? undefined : 'array';
}

function enumValues(schema: JsonSchema): readonly JsonValue[] | undefined {
  if (schema['const'] !== undefined) return [schema['const']];
  const values = schema['enum'];
  return Array.isArray(values) && values.length > 0 ? values : undefined;
}

function typeOfValues(schema: JsonSchema, values: readonly JsonValue[]): string {
  if (typeof schema['type'] === 'string') return oneLine(schema['type']);
  const types = new Set(values.map(value => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)));
  return [...types].sort().join('|');
}

function printValues(values: readonly JsonValue[], most: number): string {
  const shown = values.slice(0, most).map(printValue);
  return [...shown, ...(values.length > most ? [cut] : [])].join('|');
}

/** Bare where it can be read back without doubt, as JSON otherwise. */
function printValue(value: JsonValue): string {
  if (typeof value === 'string' && /^[^\s|[\]",]+( [^\s|[\]",]+)*$/.test(value)) return value;
  return oneLine(JSON.stringify(value));
}

/** A name as it stands in a signature: bare where it is a word, as JSON otherwise. */
export function printName(name: string): string {
  return /^[\w$.-]+$/.test(name) ? name : oneLine(JSON.stringify(name));
}

/** The first words of a text on one line, and the mark of a cut where there are more. */
export function firstWords(text: string, most: number): string {
  if (most === 0) return '';
  const words = oneLine(text).split(' ', most + 1);
  return words.length > most ? `${words.slice(0, most).join(' ')}${cut}` : words.join(' ');
}

/** Line breaks, tabs, control and direction characters become single spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function asArray(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
