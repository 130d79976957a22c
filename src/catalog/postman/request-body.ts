import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import { isSecretName, looksSecret, withoutSecrets } from '../secret-names.js';
import { inferredSchema } from './inferred-schema.js';
import { lenientJson } from './lenient-json.js';
import { type Entry, entries } from './request-url.js';
import { hasVariables, resolved, type Variables } from './variables.js';

/** A body as OpenAPI writes one, and what it was in the collection. */
export interface RequestBody {
  readonly contentType: string;
  readonly schema: JsonObject;
  /** The author's body without secrets and without what is only known when it is sent. */
  readonly example?: JsonValue;
  /** GraphQL: what every call sends besides its variables. */
  readonly query?: string;
}

const rawTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
  text: 'text/plain',
};

/** Reads the `body` of a request; undefined when there is none. `contentType` is what its headers say. */
export function requestBody(body: unknown, contentType: string | undefined, known: Variables): RequestBody | undefined {
  if (!isJsonObject(body) || body['disabled'] === true) return undefined;
  switch (body['mode']) {
    case 'raw':
      return rawBody(body, contentType, known);
    case 'urlencoded':
      return formBody('application/x-www-form-urlencoded', body['urlencoded'], known);
    case 'formdata':
      return formBody('multipart/form-data', body['formdata'], known);
    case 'file':
      return { contentType: contentType ?? 'application/octet-stream', schema: { type: 'string', format: 'binary' } };
    case 'graphql':
      return graphqlBody(body['graphql'], known);
    default:
      return undefined;
  }
}

/** The value without variables that are not known and without secrets; undefined when nothing is left. */
export function shownValue(value: JsonValue, known: Variables): JsonValue | undefined {
  const settled = settle(value, known, 0);
  return settled === undefined ? undefined : withoutSecrets(settled);
}

function rawBody(body: JsonObject, declared: string | undefined, known: Variables): RequestBody | undefined {
  const { raw } = body;
  if (typeof raw !== 'string' || raw.trim() === '') return undefined;
  const options = isJsonObject(body['options']) ? body['options']['raw'] : undefined;
  const language = isJsonObject(options) ? String(options['language']) : '';
  const contentType = declared ?? (Object.hasOwn(rawTypes, language) ? rawTypes[language] : undefined);
  const mayBeJson = contentType === undefined || /json|^text\/plain/i.test(contentType);
  const value = mayBeJson ? lenientJson(raw, known) : undefined;
  if (value !== undefined && (typeof value === 'object' || /json/i.test(contentType ?? ''))) {
    const type = contentType !== undefined && /json/i.test(contentType) ? contentType : 'application/json';
    return { contentType: type, schema: inferredSchema(unknownsAsNull(value, 0)), ...exampleOf(value, known) };
  }
  const type = contentType ?? 'text/plain';
  if (/json/i.test(type)) return { contentType: type, schema: {} };
  return { contentType: type, schema: { type: 'string' }, ...exampleOf(raw, known) };
}

function formBody(contentType: string, list: unknown, known: Variables): RequestBody {
  const files = new Set(
    (Array.isArray(list) ? list : []).flatMap(entry =>
      isJsonObject(entry) && entry['type'] === 'file' ? [entry['key']] : [],
    ),
  );
  const fields = entries(list, 'key').filter(({ name }) => name !== '__proto__');
  const properties = fields.map(field => [field.name, fieldSchema(field, files.has(field.name))] as const);
  const required = fields.filter(field => isRequired(field)).map(({ name }) => name);
  const example = fields.flatMap(({ name, value, disabled }) => {
    if (disabled || files.has(name) || value === '' || isSecretName(name)) return [];
    const shown = shownValue(value, known);
    return shown === undefined ? [] : [[name, shown] as const];
  });
  return {
    contentType,
    schema: { type: 'object', properties: Object.fromEntries(properties), required: [...new Set(required)] },
    ...(example.length === 0 ? {} : { example: Object.fromEntries(example) }),
  };
}

/** An entry that is sent has to be given, unless its description says that it may be left out; and the other way. */
export function isRequired({ disabled, description }: Entry): boolean {
  if (/^\W*optional\b/i.test(description)) return false;
  return /^\W*required\b/i.test(description) || !disabled;
}

function fieldSchema({ description }: Entry, isFile: boolean): JsonObject {
  const about = description === '' ? {} : { description };
  return isFile ? { type: 'string', format: 'binary', ...about } : { type: 'string', ...about };
}

/** The text of the query is the collection's; only its variables are for callers to give. */
function graphqlBody(graphql: unknown, known: Variables): RequestBody | undefined {
  if (!isJsonObject(graphql) || typeof graphql['query'] !== 'string') return undefined;
  const given = graphql['variables'];
  const value = typeof given === 'string' ? lenientJson(given.trim() === '' ? '{}' : given, known) : given;
  const variables = isJsonObject(value) ? value : {};
  return {
    contentType: 'application/json',
    schema: inferredSchema(unknownsAsNull(variables, 0)),
    ...exampleOf(variables, known),
    query: resolved(graphql['query'], known),
  };
}

function exampleOf(value: JsonValue, known: Variables): { readonly example?: JsonValue } {
  const example = shownValue(value, known);
  return example === undefined ? {} : { example };
}

const maxDepth = 100;

function settle(value: JsonValue, known: Variables, depth: number): JsonValue | undefined {
  if (depth > maxDepth) return undefined;
  if (typeof value === 'string') {
    const text = resolved(value, known);
    return hasVariables(text) || looksSecret(text) ? undefined : text;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const settled = settle(member, known, depth + 1);
    return settled === undefined || name === '__proto__' ? [] : [[name, settled] as const];
  });
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
}

/** A variable where a value belongs says nothing of the value's type; one inside a text does. */
function unknownsAsNull(value: JsonValue, depth: number): JsonValue {
  if (typeof value === 'string') return /^\{\{[^{}]*\}\}$/.test(value) ? null : value;
  if (typeof value !== 'object' || value === null || depth > maxDepth) return depth > maxDepth ? null : value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => unknownsAsNull(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, unknownsAsNull(member as JsonValue, depth + 1)]),
  );
}
