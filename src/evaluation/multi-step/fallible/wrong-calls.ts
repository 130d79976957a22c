import { isJsonObject, type JsonObject, type JsonValue, type Random } from '../../../base/index.js';
import type { ToolSpec } from '../../../models/index.js';
import type { WantedCall } from './belief.js';

/** Calls of the other functions on offer, with arguments that look right, in a drawn order. */
export function wrongFunctions(
  wanted: WantedCall,
  offered: readonly ToolSpec[],
  random: Random,
): readonly WantedCall[] {
  return random
    .shuffle(offered.filter(({ name }) => name !== wanted.name))
    .map(({ name, parameters }) => ({ name, arguments: plausibleArguments(parameters, wanted.arguments) }));
}

/** The wanted call with one argument changed, each in turn, in a drawn order. */
export function wrongArguments(
  wanted: WantedCall,
  { parameters }: Pick<ToolSpec, 'parameters'>,
  random: Random,
): readonly WantedCall[] {
  const properties = propertiesOf(parameters);
  return random.shuffle(Object.keys(wanted.arguments)).map(name => ({
    name: wanted.name,
    arguments: { ...wanted.arguments, [name]: changed(wanted.arguments[name] ?? null, properties[name]) },
  }));
}

/** A value for each required argument: one of the same name, else one of the same type, else what the schema shows. */
function plausibleArguments(parameters: JsonObject, known: JsonObject): JsonObject {
  const properties = propertiesOf(parameters);
  const required = Array.isArray(parameters['required']) ? parameters['required'].map(String) : [];
  return Object.fromEntries(
    required.map(name => {
      const schema = properties[name] ?? {};
      const same =
        known[name] ?? Object.values(known).find(value => schema['enum'] === undefined && isOf(value, schema));
      return [name, same ?? shownBy(schema)];
    }),
  );
}

function shownBy(schema: JsonObject): JsonValue {
  const { default: usual, enum: choices, examples, minimum, type } = schema;
  if (usual !== undefined) return usual;
  for (const list of [choices, examples]) if (Array.isArray(list) && list[0] !== undefined) return list[0] as JsonValue;
  if (type === 'integer' || type === 'number') return typeof minimum === 'number' ? Math.max(1, minimum) : 1;
  if (type === 'boolean') return true;
  if (type === 'array') return [];
  return type === 'object' ? {} : 'x';
}

/** A value of the same kind that is not the same. */
function changed(value: JsonValue, schema: JsonObject = {}): JsonValue {
  const choices = Array.isArray(schema['enum']) ? schema['enum'] : [];
  const other = choices.find((choice: JsonValue) => choice !== value);
  if (other !== undefined) return other as JsonValue;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return changedText(value);
  if (Array.isArray(value)) return value.length > 1 ? value.slice(0, -1) : [...value, ...value];
  if (!isJsonObject(value)) return 0;
  const [name, ...others] = Object.keys(value);
  if (name === undefined) return { value: 0 };
  const { [name]: first = null, ...rest } = value;
  return others.length > 0 && !Number.isFinite(first) ? rest : { ...value, [name]: changed(first) };
}

/** The next day of a date; a digit more of a number; any other text without its last word or letter. */
function changedText(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const next = new Date(Date.parse(text) + 86_400_000);
    return Number.isNaN(next.getTime()) ? `${text} ` : next.toISOString().slice(0, 10);
  }
  if (/^\d+$/.test(text)) return `${text}0`;
  const shorter = text.includes(' ') ? text.slice(0, text.lastIndexOf(' ')) : text.slice(0, -1);
  return shorter === '' ? `${text}${text}` : shorter;
}

function propertiesOf(parameters: JsonObject): Readonly<Record<string, JsonObject>> {
  const properties = parameters['properties'];
  if (!isJsonObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, each]) => (isJsonObject(each) ? [[name, each]] : [])),
  );
}

function isOf(value: JsonValue, { type }: JsonObject): boolean {
  const kinds = Array.isArray(value) ? ['array'] : isJsonObject(value) ? ['object'] : kindsOf(value);
  return typeof type === 'string' && kinds.includes(type);
}

function kindsOf(value: JsonValue): readonly string[] {
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
}
