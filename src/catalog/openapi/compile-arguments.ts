import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import type { HttpBody, HttpEncoding, HttpParameter } from '../api.js';
import { argumentNames } from './argument-names.js';
import { bodyFields } from './body-fields.js';
import { boundedValue } from './bounded-value.js';
import type { OpenApiDocument } from './document.js';
import { essence, isJsonType, isXmlType } from './media-types.js';
import type { BodyPart, OperationParts, ParameterPart } from './operation-parts.js';
import { plainText } from './plain-text.js';
import type { SchemaConverter } from './schema-converter.js';
import { xmlShape } from './xml-shape.js';

/** The arguments of an operation: one object schema, and how each argument travels. */
export interface CompiledArguments {
  /** Refers to definitions of the document. */
  readonly schema: JsonSchema;
  readonly parameters: readonly HttpParameter[];
  readonly body?: HttpBody;
  /** Arguments that the source gives as an example; absent unless it has one for every required argument. */
  readonly example?: JsonObject;
}

interface Argument {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly description?: unknown;
  readonly example?: unknown;
}

const places = ['path', 'query', 'header', 'cookie'] as const;
const maxDescriptionCharacters = 600;

const mediaTypePattern = '^[A-Za-z0-9_.+-]+/[A-Za-z0-9_.+-]+';

/** The argument that a file is given as, in multipart and binary bodies. */
const fileSchema: JsonSchema = {
  type: 'object',
  properties: {
    contentBase64: { type: 'string', description: 'The content of the file, base64.' },
    filename: { type: 'string' },
    contentType: { type: 'string', description: 'Media type of the file.', pattern: mediaTypePattern },
  },
  required: ['contentBase64'],
  additionalProperties: false,
};

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

interface CompiledBody {
  readonly http: HttpBody;
  readonly arguments: readonly Argument[];
}

function compileBody(
  document: OpenApiDocument,
  part: BodyPart,
  converter: SchemaConverter,
  names: ReturnType<typeof argumentNames>,
): CompiledBody {
  const type = essence(part.contentType);
  const isForm = type === 'application/x-www-form-urlencoded' || type.startsWith('multipart/');
  const canHaveFields = isForm || isJsonType(type) || isXmlType(type) || type.includes('*');
  const common = {
    contentType: type.includes('*') ? 'application/json' : part.contentType,
    required: part.required,
    ...(isXmlType(type) ? { xml: xmlShape(document, part.schema) } : {}),
  };
  const fields = canHaveFields ? bodyFields(document, part.schema) : undefined;
  const visible = [...(fields?.properties ?? [])].filter(([, schema]) => !converter.isHidden(schema));
  if (fields === undefined || visible.length === 0 || visible.some(([name]) => !names.isFree(name))) {
    const argument = wholeBody(part, type, converter, names.take('body', 'body'));
    return { http: { ...common, shape: { kind: 'whole', argument: argument.name } }, arguments: [argument] };
  }
  const encoding = type.startsWith('multipart/') ? withFiles(document, part.encoding, visible) : part.encoding;
  const example = isJsonObject(part.example) ? part.example : {};
  const named = visible.map(([wire, schema]) => {
    const converted = encoding?.[wire]?.file ? fileArgument(schema) : converter.convert(schema);
    const name = names.take(wire, 'body');
    // Authors forget to require a body far more often than they mean one that may be left out.
    return { wire, argument: { name, schema: converted, required: fields.required.has(wire), example: example[wire] } };
  });
  const wires = Object.fromEntries(named.map(({ wire, argument }) => [argument.name, wire]));
  return {
    http: { ...common, shape: { kind: 'fields', arguments: wires }, ...(encoding === undefined ? {} : { encoding }) },
    arguments: named.map(({ argument }) => argument),
  };
}

function wholeBody(part: BodyPart, type: string, converter: SchemaConverter, name: string): Argument {
  const { required, description, example } = part;
  const usual = { name, required, description, example };
  if (isJsonType(type) || isXmlType(type) || type.includes('*') || type.includes('form')) {
    return { ...usual, schema: converter.convert(part.schema) };
  }
  return { ...usual, schema: type.startsWith('text/') ? { type: 'string' } : fileSchema };
}

/** Multipart members that are files by their schema, marked as such. */
function withFiles(
  document: OpenApiDocument,
  encoding: Readonly<Record<string, HttpEncoding>> | undefined,
  members: readonly (readonly [string, unknown])[],
): Readonly<Record<string, HttpEncoding>> | undefined {
  const files = members.filter(([, schema]) => isFile(document, schema));
  if (files.length === 0) return encoding;
  return { ...encoding, ...Object.fromEntries(files.map(([name]) => [name, { ...encoding?.[name], file: true }])) };
}

function isFile(document: OpenApiDocument, raw: unknown): boolean {
  const schema = document.references.follow(raw);
  if (!isJsonObject(schema)) return false;
  if (schema['type'] === 'array') return isFile(document, schema['items']);
  if (schema['type'] !== undefined && schema['type'] !== 'string' && schema['type'] !== 'file') return false;
  return schema['format'] === 'binary' || schema['type'] === 'file' || schema['contentMediaType'] !== undefined;
}

function fileArgument(raw: unknown): JsonSchema {
  const { description, type } = isJsonObject(raw) ? raw : {};
  const text = plainText(description, maxDescriptionCharacters);
  const one = text === '' ? fileSchema : { ...fileSchema, description: text };
  return type === 'array' ? { type: 'array', items: one } : one;
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
