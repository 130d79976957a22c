import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import { argumentNames } from '../openapi/argument-names.js';

export interface ParametersSchema {
  readonly schema: JsonSchema;
  /** Argument → the name the source gives it, where models cannot use that. */
  readonly renamed: Readonly<Record<string, string>>;
  /** What could not be kept, in words. */
  readonly problems: readonly string[];
}

/**
 * The JSON Schema of ToolBench's two parameter lists. Optional parameters are always exposed (the original leaves them
 * out when there are no required ones). Of parameters with the same name the first is kept, required before optional.
 * The source's own type name stays as `x-type`. Names that models cannot use are made legal.
 */
export function parametersSchema(required: readonly JsonValue[], optional: readonly JsonValue[]): ParametersSchema {
  const properties = new Map<string, JsonSchema>();
  const requiredNames = new Set<string>();
  const names = argumentNames();
  const sourceNames = new Map<string, string>(); // → argument
  const problems: string[] = [];
  for (const parameter of [...required, ...optional]) {
    const name = isJsonObject(parameter) ? parameter['name'] : undefined;
    if (!isJsonObject(parameter) || typeof name !== 'string' || name === '') {
      problems.push(`a parameter without a name is left out: ${JSON.stringify(parameter).slice(0, 200)}`);
      continue;
    }
    if (sourceNames.has(name)) continue;
    const argument = names.take(name, 'source');
    sourceNames.set(name, argument);
    properties.set(argument, parameterSchema(parameter));
    if (required.includes(parameter)) requiredNames.add(argument);
  }
  const schema: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(requiredNames.size === 0 ? {} : { required: [...requiredNames] }),
  };
  const renamed = [...sourceNames]
    .filter(([name, argument]) => name !== argument)
    .map(([name, argument]) => [argument, name]);
  return { schema, renamed: Object.fromEntries(renamed), problems };
}

/** Types whose values are not strings. ENUM lists no values, TIME (24-hour HH:MM) and BINARY name no format of JSON Schema. */
const types: Readonly<Record<string, string>> = {
  NUMBER: 'number',
  INTEGER: 'integer',
  BOOLEAN: 'boolean',
  ARRAY: 'array',
  OBJECT: 'object',
};

function parameterSchema(parameter: JsonObject): JsonSchema {
  const given = typeof parameter['type'] === 'string' ? parameter['type'] : '';
  const word = given.toUpperCase();
  const type = Object.hasOwn(types, word) ? types[word] : 'string';
  const shape: JsonObject = {
    type: type ?? 'string',
    ...(word.startsWith('DATE (YYYY-MM-DD)') ? { format: 'date' } : {}),
  };
  const description = parameter['description'];
  const fitting = fittingDefault(shape, parameter['default']);
  return {
    ...shape,
    ...(typeof description === 'string' && description.trim() !== '' ? { description } : {}),
    ...(fitting === undefined ? {} : { default: fitting }),
    ...(given === '' ? {} : { 'x-type': given }),
  };
}

/** The default as a value of the parameter's type: sources write `"5"` and `"true"` where they mean 5 and true. */
function fittingDefault(shape: JsonObject, given: JsonValue | undefined): JsonValue | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  if (shape['type'] === 'string') {
    if (typeof given !== 'string') return undefined;
    return shape['format'] === 'date' && !isDate(given) ? undefined : given;
  }
  const value = typeof given === 'string' ? parsed(shape['type'] === 'boolean' ? given.toLowerCase() : given) : given;
  return isOfType(value, shape['type']) ? value : undefined;
}

function isOfType(value: JsonValue | undefined, type: JsonValue | undefined): value is JsonValue {
  switch (type) {
    case 'number':
      // Digits beyond what a double holds are an identifier, not a number to round.
      return typeof value === 'number' && Number.isFinite(value) && (!Number.isInteger(value) || isSafe(value));
    case 'integer':
      return typeof value === 'number' && isSafe(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    default:
      return isJsonObject(value);
  }
}

function isSafe(value: number): boolean {
  return Number.isSafeInteger(value);
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) && text.length === 10;
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined; // Not JSON, so no value of a type other than string.
  }
}
