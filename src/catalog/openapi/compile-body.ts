import { isJsonObject, type JsonSchema } from '../../base/index.js';
import type { HttpBody, HttpEncoding } from '../api.js';
import type { ArgumentNames } from './argument-names.js';
import { carriageOf } from './body-carriage.js';
import { bodyFields } from './body-fields.js';
import type { OpenApiDocument } from './document.js';
import { fileArgument, fileSchema, isFile } from './file-schema.js';
import type { BodyPart } from './operation-parts.js';
import type { SchemaConverter } from './schema-converter.js';
import { xmlShape } from './xml-shape.js';

/** One argument of an operation, before it stands among the others. */
export interface Argument {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly description?: unknown;
  readonly example?: unknown;
}

export interface CompiledBody {
  readonly http: HttpBody;
  readonly arguments: readonly Argument[];
}

/** How a body is given: by its members where it is an object with nothing but named members, as a whole otherwise. */
export function compileBody(
  document: OpenApiDocument,
  part: BodyPart,
  converter: SchemaConverter,
  names: ArgumentNames,
): CompiledBody {
  const { carriage, contentType } = carriageOf(document, part);
  const common = {
    contentType,
    required: part.required,
    ...(carriage === 'xml' ? { xml: xmlShape(document, part.schema) } : {}),
  };
  const isMultipart = carriage === 'multipart';
  const fields = carriage === 'text' || carriage === 'file' ? undefined : bodyFields(document, part.schema);
  const visible = [...(fields?.properties ?? [])].filter(([, schema]) => !converter.isHidden(schema));
  const encoding = isMultipart ? withFiles(document, part.encoding, visible) : part.encoding;
  const encoded = { ...common, ...(encoding === undefined ? {} : { encoding }) };
  if (isMultipart && (isFile(document, part.schema) || isText(document, part.schema))) {
    return fileOnly(document, part, common, names);
  }
  if (fields === undefined || visible.length === 0 || visible.some(([name]) => !names.isFree(name))) {
    const { required, description, example } = part;
    const schema = wholeSchema(document, part, carriage, encoding, converter);
    const name = names.take('body', 'body');
    const http = { ...encoded, shape: { kind: 'whole', argument: name } } as const;
    return { http, arguments: [{ name, schema, required, description, example }] };
  }
  const example = isJsonObject(part.example) ? part.example : {};
  const named = visible.map(([wire, raw]) => {
    const schema = encoding?.[wire]?.file ? fileArgument(document, raw) : converter.convert(raw);
    const name = names.take(wire, 'body');
    // Authors forget to require a body far more often than they mean one that may be left out.
    return { wire, argument: { name, schema, required: fields.required.has(wire), example: example[wire] } };
  });
  const wires = Object.fromEntries(named.map(({ wire, argument }) => [argument.name, wire]));
  return {
    http: { ...encoded, shape: { kind: 'fields', arguments: wires } },
    arguments: named.map(({ argument }) => argument),
  };
}

/** A form that is described as if it were a file or text: the file is its one field, called as servers usually call it. */
function fileOnly(
  document: OpenApiDocument,
  { schema, required, description }: BodyPart,
  common: Omit<HttpBody, 'shape'>,
  names: ArgumentNames,
): CompiledBody {
  const name = names.take('file', 'body');
  const shape = { kind: 'fields', arguments: { [name]: 'file' } } as const;
  return {
    http: { ...common, shape, encoding: { file: { file: true } } },
    arguments: [{ name, schema: fileArgument(document, schema), required, description }],
  };
}

function isText(document: OpenApiDocument, raw: unknown): boolean {
  const schema = document.references.follow(raw);
  return isJsonObject(schema) && schema['type'] === 'string';
}

function wholeSchema(
  document: OpenApiDocument,
  { schema: raw }: BodyPart,
  carriage: ReturnType<typeof carriageOf>['carriage'],
  encoding: HttpBody['encoding'],
  converter: SchemaConverter,
): JsonSchema {
  if (carriage === 'file') return fileSchema;
  if (carriage === 'text') return { type: 'string' };
  const schema = converter.convert(raw);
  if (carriage !== 'multipart' && carriage !== 'form') return schema;
  // A form has fields, whatever is said of it or not.
  if (Object.keys(schema).every(keyword => keyword === 'description')) {
    return { type: 'object', ...schema, additionalProperties: carriage === 'form' ? {} : { anyOf: [fileSchema, {}] } };
  }
  const { properties } = schema;
  if (!isJsonObject(properties)) return schema;
  const members = Object.entries(properties).map(([name, member]) => {
    const isGiven = encoding?.[name]?.file === true;
    return [name, isGiven ? fileArgument(document, bodyFields(document, raw)?.properties.get(name)) : member] as const;
  });
  return { ...schema, properties: Object.fromEntries(members) };
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
