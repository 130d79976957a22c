import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { HttpEncoding, HttpStyle } from '../api.js';
import type { OpenApiDocument } from './document.js';
import { isYes } from './is-yes.js';
import { preferredBodyType, preferredReplyType } from './media-types.js';
import { listOf, overridden, successes } from './openapi3-parts.js';
import type { BodyPart, OperationParts, OperationPlace, ParameterPart } from './operation-parts.js';
import { wordOf } from './word-of.js';

const multipart = 'multipart/form-data';
const urlencoded = 'application/x-www-form-urlencoded';

/** Members of a Swagger 2.0 parameter that are no part of its schema. */
const notSchema = new Set(['name', 'in', 'required', 'collectionFormat', 'allowEmptyValue', 'x-example', 'x-examples']);

/** The parts of an operation of Swagger 2.0. */
export function swagger2Parts(document: OpenApiDocument, place: OperationPlace): OperationParts {
  const { pathItem, operation, pointer } = place;
  const listed = [...listOf(document, pathItem['parameters']), ...listOf(document, operation['parameters'])];
  const given = listed.map(document.references.follow).filter((parameter): parameter is JsonObject => {
    const isParameter = isJsonObject(parameter) && typeof parameter['in'] === 'string';
    if (!isParameter) document.warnings.add('a parameter without a name or place was left out', pointer);
    return isParameter;
  });
  const consumes = typesOf(operation['consumes']) ?? typesOf(document.root['consumes']) ?? ['application/json'];
  const produces = typesOf(operation['produces']) ?? typesOf(document.root['produces']) ?? ['application/json'];
  const body = bodyPart(given, consumes);
  const reply = replyPart(document, operation['responses'], produces);
  return {
    parameters: overridden(given.flatMap(parameter => parameterPart(parameter) ?? [])),
    ...(body === undefined ? {} : { body }),
    ...(reply === undefined ? {} : { reply }),
  };
}

function typesOf(value: unknown): readonly string[] | undefined {
  const types = Array.isArray(value) ? value.filter((type): type is string => typeof type === 'string') : [];
  return types.length === 0 ? undefined : types;
}

function parameterPart(parameter: JsonObject): ParameterPart | undefined {
  const { name, in: where } = parameter;
  if (typeof name !== 'string' || name === '') return undefined;
  if (where !== 'path' && where !== 'query' && where !== 'header') return undefined;
  return {
    name,
    in: where,
    ...serialization(parameter, where === 'query' ? 'form' : 'simple'),
    required: isYes(parameter['required']) || where === 'path',
    description: parameter['description'],
    schema: schemaOf(parameter),
    example: parameter['x-example'] ?? parameter['example'],
  };
}

/** Swagger 2.0's collection formats as styles; `csv` when none is named. */
function serialization(parameter: JsonObject, usual: HttpStyle): { style: HttpStyle; explode: boolean } {
  switch (parameter['collectionFormat']) {
    case 'multi':
      return { style: usual, explode: true };
    case 'ssv':
      return { style: 'spaceDelimited', explode: false };
    case 'tsv':
      return { style: 'tabDelimited', explode: false };
    case 'pipes':
      return { style: 'pipeDelimited', explode: false };
    default:
      return { style: usual, explode: false };
  }
}

/** A parameter's schema stands in the parameter itself, except in documents that mix versions. */
function schemaOf(parameter: JsonObject): unknown {
  if (isJsonObject(parameter['schema'])) return parameter['schema'];
  const entries = Object.entries(parameter).filter(([keyword]) => !notSchema.has(keyword) && keyword !== 'description');
  return Object.fromEntries(entries);
}

function bodyPart(parameters: readonly JsonObject[], consumes: readonly string[]): BodyPart | undefined {
  const fields = parameters.filter(
    parameter => parameter['in'] === 'formData' && typeof parameter['name'] === 'string',
  );
  if (fields.length > 0) return formPart(fields, consumes);
  const body = parameters.findLast(parameter => parameter['in'] === 'body');
  if (body === undefined) return undefined;
  return {
    contentType: preferredBodyType(consumes) ?? 'application/json',
    required: isYes(body['required']),
    description: body['description'],
    schema: body['schema'],
    example: isJsonObject(body['x-example']) ? body['x-example']['application/json'] : undefined,
  };
}

function formPart(fields: readonly JsonObject[], consumes: readonly string[]): BodyPart {
  const hasFile = fields.some(field => field['type'] === 'file');
  const offered = consumes.filter(type => type === multipart || type === urlencoded);
  const contentType = hasFile ? multipart : (preferredBodyType(offered) ?? urlencoded);
  const named = new Map(fields.map(field => [wordOf(field['name']), field]));
  const properties = [...named].map(([name, field]) => [name, fieldSchema(field)] as const);
  const encoding = [...named].flatMap(([name, field]): [string, HttpEncoding][] =>
    field['type'] === 'array' ? [[name, serialization(field, 'form')]] : [],
  );
  const required = [...named].flatMap(([name, field]) => (isYes(field['required']) ? [name] : []));
  return {
    contentType,
    required: required.length > 0,
    schema: { type: 'object', properties: Object.fromEntries(properties), required },
    ...(encoding.length === 0 ? {} : { encoding: Object.fromEntries(encoding) }),
  };
}

function fieldSchema(field: JsonObject): unknown {
  const { description } = field;
  const schema = schemaOf(field);
  const described = typeof description === 'string' && isJsonObject(schema) ? { description, ...schema } : schema;
  return field['type'] === 'file' ? { ...(described as JsonObject), type: 'string', format: 'binary' } : described;
}

function replyPart(document: OpenApiDocument, raw: unknown, produces: readonly string[]): OperationParts['reply'] {
  const responses = document.references.follow(raw);
  if (!isJsonObject(responses)) return undefined;
  for (const status of successes(responses)) {
    const response = document.references.follow(responses[status]);
    if (!isJsonObject(response) || !isJsonObject(response['schema'])) continue;
    return { contentType: preferredReplyType(produces) ?? 'application/json', schema: response['schema'] };
  }
  return undefined;
}
