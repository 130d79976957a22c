import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { HttpEncoding, HttpStyle } from '../api.js';
import type { OpenApiDocument } from './document.js';
import { isYes } from './is-yes.js';
import { preferredBodyType, preferredReplyType } from './media-types.js';
import type { BodyPart, OperationParts, OperationPlace, ParameterPart } from './operation-parts.js';

const places = new Set(['path', 'query', 'header', 'cookie']);
const styles = new Set([
  'form',
  'simple',
  'label',
  'matrix',
  'spaceDelimited',
  'pipeDelimited',
  'tabDelimited',
  'deepObject',
]);

/** The parts of an operation of OpenAPI 3.0 or 3.1. */
export function openapi3Parts(document: OpenApiDocument, place: OperationPlace): OperationParts {
  const { pathItem, operation, pointer } = place;
  const parameters = [
    ...listOf(document, pathItem['parameters']),
    ...listOf(document, operation['parameters']),
  ].flatMap(raw => {
    const part = parameterPart(document, raw);
    if (part === undefined) document.warnings.add('a parameter without a name or place was left out', pointer);
    return part ?? [];
  });
  const body = bodyPart(document, operation['requestBody']);
  const reply = replyPart(document, operation['responses']);
  return {
    parameters: overridden(parameters),
    ...(body === undefined ? {} : { body }),
    ...(reply === undefined ? {} : { reply }),
  };
}

/** Parameters of which the last with a name and place counts: an operation's own replace its path's. */
export function overridden(parameters: readonly ParameterPart[]): readonly ParameterPart[] {
  const byPlace = new Map<string, ParameterPart>();
  for (const parameter of parameters) byPlace.set(`${parameter.in} ${parameter.name}`, parameter);
  return [...byPlace.values()];
}

/** A list of the document, or what it leads to when it is given by reference; members that are no objects stay. */
export function listOf(document: OpenApiDocument, value: unknown): readonly unknown[] {
  const list = document.references.follow(value);
  return Array.isArray(list) ? list : [];
}

function parameterPart(document: OpenApiDocument, raw: unknown): ParameterPart | undefined {
  const parameter = document.references.follow(raw);
  if (!isJsonObject(parameter)) return undefined;
  const { name, in: where } = parameter;
  if (typeof name !== 'string' || name === '' || typeof where !== 'string' || !places.has(where)) return undefined;
  const inPlace = where as ParameterPart['in'];
  const style = styleOf(parameter['style'], inPlace);
  const content = firstContent(document, parameter['content']);
  return {
    name,
    in: inPlace,
    style,
    explode: isYes(parameter['explode'], style === 'form'),
    ...(isYes(parameter['allowReserved']) ? { allowReserved: true } : {}),
    ...(content === undefined ? {} : { content: content.contentType }),
    required: isYes(parameter['required']) || inPlace === 'path',
    description: parameter['description'],
    schema: content === undefined ? parameter['schema'] : content.media['schema'],
    example: exampleOf(document, content?.media ?? parameter) ?? exampleOf(document, parameter),
  };
}

function styleOf(style: unknown, where: ParameterPart['in']): HttpStyle {
  if (typeof style === 'string' && styles.has(style)) return style as HttpStyle;
  return where === 'query' || where === 'cookie' ? 'form' : 'simple';
}

function bodyPart(document: OpenApiDocument, raw: unknown): BodyPart | undefined {
  const body = document.references.follow(raw);
  if (!isJsonObject(body)) return undefined;
  const content = document.references.follow(body['content']);
  if (!isJsonObject(content)) return undefined;
  const contentType = preferredBodyType(Object.keys(content));
  if (contentType === undefined) return undefined;
  const media = mediaAt(document, content, contentType);
  const encoding = encodingOf(document, media['encoding']);
  return {
    contentType,
    required: isYes(body['required']),
    description: body['description'],
    schema: media['schema'],
    ...(encoding === undefined ? {} : { encoding }),
    example: exampleOf(document, media),
  };
}

function encodingOf(document: OpenApiDocument, raw: unknown): Readonly<Record<string, HttpEncoding>> | undefined {
  const encoding = document.references.follow(raw);
  if (!isJsonObject(encoding)) return undefined;
  const entries = Object.entries(encoding).flatMap(([name, value]) => {
    const given = document.references.follow(value);
    if (!isJsonObject(given) || name === '__proto__') return [];
    const { style, explode, allowReserved, contentType } = given;
    const read: HttpEncoding = {
      ...(typeof style === 'string' && styles.has(style) ? { style: style as HttpStyle } : {}),
      ...(typeof explode === 'boolean' ? { explode } : {}),
      ...(allowReserved === true ? { allowReserved } : {}),
      ...(typeof contentType === 'string' ? { contentType } : {}),
    };
    return Object.keys(read).length === 0 ? [] : [[name, read] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function replyPart(document: OpenApiDocument, raw: unknown): OperationParts['reply'] {
  const responses = document.references.follow(raw);
  if (!isJsonObject(responses)) return undefined;
  for (const status of successes(responses)) {
    const response = document.references.follow(responses[status]);
    if (!isJsonObject(response)) continue;
    const content = document.references.follow(response['content']);
    if (!isJsonObject(content)) continue;
    const contentType = preferredReplyType(Object.keys(content));
    if (contentType === undefined) continue;
    return { contentType, schema: mediaAt(document, content, contentType)['schema'] };
  }
  return undefined;
}

/** Status codes that mean success, in order, then the catch-alls. */
export function successes(responses: JsonObject): readonly string[] {
  const codes = Object.keys(responses).filter(code => /^2\d\d$/.test(code));
  const rest = Object.keys(responses).filter(code => /^2xx$/i.test(code) || code === 'default');
  return [...codes.toSorted(), ...rest.toSorted()];
}

function firstContent(document: OpenApiDocument, raw: unknown): { contentType: string; media: JsonObject } | undefined {
  const content = document.references.follow(raw);
  if (!isJsonObject(content)) return undefined;
  const contentType = preferredBodyType(Object.keys(content));
  return contentType === undefined ? undefined : { contentType, media: mediaAt(document, content, contentType) };
}

function mediaAt(document: OpenApiDocument, content: JsonObject, contentType: string): JsonObject {
  const media = document.references.follow(content[contentType]);
  return isJsonObject(media) ? media : {};
}

/**
 * The example of a parameter or media type: `example`, or the first of `examples`. A reference in the place of a value is
 * followed too: OpenAPI has no such thing, yet that is what its author meant.
 */
function exampleOf(document: OpenApiDocument, carrier: JsonObject): unknown {
  const { follow } = document.references;
  if (carrier['example'] !== undefined) return follow(carrier['example']);
  const { examples } = carrier;
  if (!isJsonObject(examples)) return undefined;
  const first = follow(Object.values(examples)[0]);
  return isJsonObject(first) ? follow(first['value']) : undefined;
}
