import type { JsonObject, JsonSchema, JsonValue } from '../../base/index.js';
import type { HttpBody, HttpParameter } from '../api.js';
import { argumentNames } from './argument-names.js';
import { boundedValue } from './bounded-value.js';
import { type Argument, compileBody } from './compile-body.js';
import type { OpenApiDocument } from './document.js';
import type { OperationParts, ParameterPart } from './operation-parts.js';
import { plainText } from './plain-text.js';
import type { SchemaConverter } from './schema-converter.js';

/** The arguments of an operation: one object schema, and how each argument travels. */
export interface CompiledArguments {
  /** Refers to definitions of the document. */
  readonly schema: JsonSchema;
  readonly parameters: readonly HttpParameter[];
  readonly body?: HttpBody;
  /** Arguments that the source gives as an example; absent unless it has one for every required argument. */
  readonly example?: JsonObject;
}

const places = ['path', 'query', 'header', 'cookie'] as const;
const maxDescriptionCharacters = 600;

export function compileArguments(
  document: OpenApiDocument,
  parts: Pick<OperationParts, 'parameters' | 'body'>,
  converter: SchemaConverter,
): CompiledArguments {
  const names = argumentNames();
  const inOrder = places.flatMap(place => parts.parameters.filter(parameter => parameter.in === place));
  const wired = inOrder.map(part => {
    const name = names.take(part.name, part.in);
    const { required, description, example } = part;
    const schema = converter.convert(part.schema);
    return { parameter: httpParameter(part, name), argument: { name, schema, required, description, example } };
  });
  const body = parts.body === undefined ? undefined : compileBody(document, parts.body, converter, names);
  const all: readonly Argument[] = [...wired.map(({ argument }) => argument), ...(body?.arguments ?? [])];
  const example = exampleOf(all);
  return {
    schema: objectSchema(all),
    parameters: wired.map(({ parameter }) => parameter),
    ...(body === undefined ? {} : { body: body.http }),
    ...(example === undefined ? {} : { example }),
  };
}

function httpParameter(part: ParameterPart, argument: string): HttpParameter {
  const { name, in: place, style, explode, allowReserved, content } = part;
  return {
    argument,
    name,
    in: place,
    style,
    explode,
    ...(allowReserved === true ? { allowReserved } : {}),
    ...(content === undefined ? {} : { content }),
  };
}

function objectSchema(all: readonly Argument[]): JsonSchema {
  const required = all.filter(argument => argument.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(all.map(argument => [argument.name, described(argument)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** A parameter's own description goes before that of its schema. */
function described({ schema, description, example }: Argument): JsonSchema {
  const text = plainText(description, maxDescriptionCharacters);
  const value = schema['examples'] === undefined ? boundedValue(example) : undefined;
  return {
    ...schema,
    ...(text === '' ? {} : { description: text }),
    ...(value === undefined ? {} : { examples: [value] }),
  };
}

function exampleOf(all: readonly Argument[]): JsonObject | undefined {
  const entries: [string, JsonValue][] = [];
  for (const { name, required, example } of all) {
    const value = boundedValue(example);
    if (value !== undefined) entries.push([name, value]);
    else if (required) return undefined;
  }
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
