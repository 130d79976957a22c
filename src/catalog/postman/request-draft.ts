import { canonicalJson, isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import type { ApiDraft, ApiExample, HttpInvocation, HttpSecurity } from '../api.js';
import { baseName } from '../naming.js';
import { type HttpMethod, httpMethods } from '../openapi/operation-parts.js';
import { plainText } from '../openapi/plain-text.js';
import { compileWritten } from '../openapi/written-operation.js';
import type { PostmanRequest } from './collection.js';
import { type RequestParts, requestParts } from './request-parts.js';
import { type SavedReplies, savedReplies } from './saved-replies.js';
import { resolved } from './variables.js';

export interface RequestDraft {
  readonly draft: ApiDraft;
  readonly warnings: readonly string[];
  /** How many credentials stood in the file. */
  readonly literals: number;
}

/** The collection that a request belongs to. */
export interface AboutCollection {
  readonly name: string;
  readonly description: string;
  readonly uri: string;
}

/** A request as an API, or in words why it is none. */
export function requestDraft(item: PostmanRequest, about: AboutCollection): RequestDraft | string {
  const method = String(item.request['method'] ?? 'GET').toLowerCase();
  if (!isMethod(method)) return `requests with the method ${method.toUpperCase().slice(0, 40)} cannot be sent`;
  const parts = requestParts(item.request, item.variables);
  const replies = savedReplies(item.responses, item.variables);
  const compiled = compileWritten({
    method,
    path: parts.url.path,
    operation: operationOf(item, parts, replies.schema),
    servers: parts.url.server === undefined ? [] : [parts.url.server],
    title: about.name,
  });
  if ('refused' in compiled) return compiled.refused;
  const { draft } = compiled;
  if (draft.invocation.kind !== 'http') return 'it is no HTTP request';
  const schemes = schemesOf(item.auth.schemes, parts.credentials);
  const invocation: HttpInvocation = {
    ...draft.invocation,
    ...envelopeOf(draft.invocation, parts),
    security: schemes.length === 0 ? [] : [schemes],
  };
  const name = item.name === '' ? `${invocation.method} ${invocation.path}` : item.name;
  return {
    draft: {
      ...draft,
      key: [...item.folders, `${invocation.method} ${name}`].join('/'),
      baseName: baseName(about.name, name),
      otherNames: [
        baseName(about.name, item.folders.at(-1) ?? '', name),
        baseName(about.name, ...item.folders, invocation.method, name),
      ],
      provider: hostOf(parts) ?? about.name,
      tool: about.name,
      ...(about.description === '' ? {} : { toolDescription: plainText(about.description, 1_000) }),
      category: item.folders[0] ?? 'uncategorized',
      title: name,
      parameters: withoutDefaulted(draft.parameters),
      ...(isGraphqlRead(parts) ? { effect: 'read' as const } : {}),
      examples: examplesOf(draft, invocation, replies.examples),
      source: { uri: about.uri, pointer: item.pointer },
      invocation,
    },
    warnings: compiled.warnings,
    literals: parts.literals,
  };
}

function isMethod(method: string): method is HttpMethod {
  return (httpMethods as readonly string[]).includes(method);
}

function operationOf(item: PostmanRequest, parts: RequestParts, reply: JsonSchema | undefined): JsonObject {
  const { body } = parts;
  const content = body === undefined ? {} : { [body.contentType]: media(body.schema, body.example) };
  return {
    ...(item.name === '' ? {} : { operationId: item.name, summary: item.name }),
    description: parts.description,
    tags: item.folders,
    parameters: parts.parameters,
    ...(body === undefined ? {} : { requestBody: { required: true, content } }),
    ...(reply === undefined
      ? {}
      : { responses: { 200: { content: { 'application/json': media(reply, undefined) } } } }),
  };
}

function media(schema: JsonSchema, example: JsonValue | undefined): JsonObject {
  return { schema, ...(example === undefined ? {} : { example }) };
}

/** GraphQL: arguments are the query's variables. */
function envelopeOf({ body }: HttpInvocation, { body: written }: RequestParts): Pick<HttpInvocation, 'body'> | object {
  if (body === undefined || written?.query === undefined) return {};
  return { body: { ...body, envelope: { member: 'variables', constants: { query: written.query } } } };
}

function isGraphqlRead({ body }: RequestParts): boolean {
  const text = body?.query?.replace(/#[^\n]*/g, '').trim() ?? '';
  return /^(?:query\b|\{)/.test(text) && !/(?:^|\})\s*(?:mutation|subscription)\b/.test(text);
}

/** What the headers carry counts beside what the collection declares, unless it is the same credential. */
function schemesOf(declared: readonly HttpSecurity[], carried: readonly HttpSecurity[]): readonly HttpSecurity[] {
  const place = ({ type, in: where, name }: HttpSecurity) =>
    type === 'apiKey' ? `${where} ${name?.toLowerCase()}` : 'header authorization';
  const byPlace = new Map([...carried, ...declared].map(scheme => [place(scheme), scheme]));
  return [...byPlace.values()];
}

function hostOf({ url }: RequestParts): string | undefined {
  const template = url.server?.['url'];
  if (typeof template !== 'string') return undefined;
  const filled = resolved(template.replace(/\{([^{}]+)\}/g, '{{$1}}'), url.known);
  return /^https?:\/\/([^/{}:]+)/i.exec(filled)?.[1];
}

/** What the collection has a value for need not be said. */
function withoutDefaulted(parameters: JsonSchema): JsonSchema {
  const { required, ...rest } = parameters;
  const left = namesIn(required).filter(name => propertyOf(parameters, name)['default'] === undefined);
  return left.length === 0 ? rest : { ...parameters, required: left };
}

function namesIn(required: JsonValue | undefined): readonly string[] {
  return Array.isArray(required) ? required.map(String) : [];
}

function propertyOf({ properties }: JsonSchema, name: string): JsonSchema {
  const property = isJsonObject(properties) ? properties[name] : undefined;
  return isJsonObject(property) ? property : {};
}

/** Saved replies first, each with its request's arguments; then the request's own, when no reply has the same. */
function examplesOf(
  draft: ApiDraft,
  invocation: HttpInvocation,
  saved: SavedReplies['examples'],
): readonly ApiExample[] {
  const required = namesIn(draft.parameters['required']);
  const own = draft.examples[0]?.arguments;
  const withReplies = saved.flatMap(({ request, body }): ApiExample[] => {
    const args = request === undefined ? own : argumentsOf(request, draft.parameters, invocation);
    if (args === undefined || required.some(name => !Object.hasOwn(args, name))) return [];
    return [{ arguments: args, ...(body === undefined ? {} : { returns: body }) }];
  });
  const byArguments = new Map<string, ApiExample>();
  for (const example of [...withReplies, ...draft.examples]) {
    const key = canonicalJson(example.arguments);
    if (!byArguments.has(key)) byArguments.set(key, example);
  }
  return [...byArguments.values()].slice(0, 3);
}

/** The arguments that would make the request that a reply was saved with. */
function argumentsOf({ values }: RequestParts, schema: JsonSchema, { parameters, body }: HttpInvocation): JsonObject {
  const found: [string, JsonValue | undefined][] = parameters.map(({ argument, name, in: where }) => {
    const value = values[where].get(where === 'header' ? name.toLowerCase() : name);
    const isLone = value !== undefined && propertyOf(schema, argument)['type'] === 'array' && !Array.isArray(value);
    return [argument, isLone ? [value] : value];
  });
  if (body?.shape.kind === 'whole') found.push([body.shape.argument, values.body]);
  else if (body !== undefined && isJsonObject(values.body)) {
    for (const [argument, wire] of Object.entries(body.shape.arguments)) found.push([argument, values.body[wire]]);
  }
  return Object.fromEntries(found.filter((pair): pair is [string, JsonValue] => pair[1] !== undefined));
}
