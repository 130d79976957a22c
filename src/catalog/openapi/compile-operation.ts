import { isJsonObject, type JsonSchema } from '../../base/index.js';
import type { ApiDraft, HttpInvocation, HttpSecurity } from '../api.js';
import { baseName } from '../naming.js';
import { compileArguments } from './compile-arguments.js';
import { describeOperation, tagsOf } from './describe-operation.js';
import type { OpenApiDocument } from './document.js';
import { effectOf } from './effect.js';
import { isJsonType } from './media-types.js';
import { openapi3Parts } from './openapi3-parts.js';
import type { OperationParts, OperationPlace, ParameterPart } from './operation-parts.js';
import { plainText } from './plain-text.js';
import type { SchemaConverter, SchemaConverters } from './schema-converter.js';
import { securityOf } from './security.js';
import { serversOf } from './servers.js';
import { swagger2Parts } from './swagger2-parts.js';

/** Headers that are not for callers to set: the connection's, and those that body, reply and credentials decide. */
const ownHeaders = new Set(
  `accept authorization connection content-length content-type cookie expect host keep-alive proxy-authorization
  proxy-connection te trailer transfer-encoding upgrade`.split(/\s+/),
);

/** The API that one operation is; its schemas refer to the definitions of the converters. */
export function compileOperation(
  document: OpenApiDocument,
  place: OperationPlace,
  converters: SchemaConverters,
  keyPrefix = '',
): ApiDraft {
  const { method, path, operation, pointer } = place;
  const parts = document.version === '2.0' ? swagger2Parts(document, place) : openapi3Parts(document, place);
  const security = withAuthorizationHeader(securityOf(document, place), parts.parameters);
  const parameters = sendable(document, place, parts.parameters, security);
  const compiled = compileArguments(document, { ...parts, parameters }, converters.request);
  const returns = returnsOf(parts.reply, converters.response);
  const invocation: HttpInvocation = {
    kind: 'http',
    method: method.toUpperCase() as HttpInvocation['method'],
    path,
    servers: serversOf(document, place),
    parameters: compiled.parameters,
    ...(compiled.body === undefined ? {} : { body: compiled.body }),
    security,
    ...(parts.reply === undefined || parts.reply.contentType.includes('*') ? {} : { accept: parts.reply.contentType }),
  };
  const operationId = nameOf(operation['operationId']);
  const about = aboutDocument(document, invocation);
  const propertyNames = Object.keys(isJsonObject(compiled.schema['properties']) ? compiled.schema['properties'] : {});
  return {
    key: `${keyPrefix}${invocation.method} ${path}`,
    baseName: baseName(about.service, operationId ?? `${method} ${path}`),
    otherNames: otherNames(about, operationId, `${method} ${path}`),
    provider: about.provider,
    tool: about.tool,
    ...(about.toolDescription === '' ? {} : { toolDescription: about.toolDescription }),
    category: tagsOf(operation)[0] ?? about.category,
    title: operationId ?? `${invocation.method} ${path}`,
    description: describeOperation(place, propertyNames),
    parameters: compiled.schema,
    ...(returns === undefined ? {} : { returns }),
    effect: effectOf({
      method,
      path,
      ...(operationId === undefined ? {} : { operationId }),
      summary: plainText(operation['summary'] ?? operation['description'], 200),
    }),
    ...(operation['deprecated'] === true ? { deprecated: true as const } : {}),
    examples: compiled.example === undefined ? [] : [{ arguments: compiled.example }],
    source: { uri: document.uri, pointer },
    invocation,
  };
}

/** With more of what tells operations of the same name apart: who offers it, then its path. */
function otherNames(
  { provider, service }: { readonly provider: string; readonly service: string },
  operationId: string | undefined,
  methodAndPath: string,
): readonly string[] {
  const byProvider = operationId === undefined ? [] : [baseName(provider, service, operationId)];
  return [...byProvider, baseName(service, methodAndPath), baseName(provider, service, methodAndPath)];
}

function nameOf(value: unknown): string | undefined {
  const name = typeof value === 'string' ? value.trim() : '';
  return name === '' ? undefined : name.slice(0, 300);
}

/** What the document says about itself. */
function aboutDocument(document: OpenApiDocument, { servers }: HttpInvocation) {
  const info = isJsonObject(document.root['info']) ? document.root['info'] : {};
  const tool = plainText(info['title'], 200) || 'untitled';
  const host = servers.map(({ url }) => /^https?:\/\/([^/{}]+)/i.exec(url)?.[1]).find(name => name !== undefined);
  const categories = info['x-apisguru-categories'];
  return {
    tool,
    service: nameOf(info['x-serviceName']) ?? tool,
    toolDescription: plainText(info['description'], 1_000),
    provider: nameOf(info['x-providerName']) ?? host ?? tool,
    category: (Array.isArray(categories) ? nameOf(categories[0]) : undefined) ?? 'uncategorized',
  };
}

/** The parameters that can travel: every name of the path has one, and none sets what is not for callers to set. */
function sendable(
  document: OpenApiDocument,
  { path, pointer }: OperationPlace,
  parameters: readonly ParameterPart[],
  security: HttpInvocation['security'],
): readonly ParameterPart[] {
  const inTemplate = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(match => match[1] ?? ''));
  const secrets = new Set(security.flat().map(({ in: where, name }) => `${where} ${name?.toLowerCase()}`));
  const kept = parameters.filter(({ name, in: where }) => {
    if (where === 'header' && ownHeaders.has(name.toLowerCase())) return false;
    if (secrets.has(`${where} ${name.toLowerCase()}`)) return false;
    if (where !== 'path' || inTemplate.has(name)) return true;
    document.warnings.add('a path parameter that is not in the path was left out', pointer);
    return false;
  });
  const declared = new Set(kept.filter(parameter => parameter.in === 'path').map(({ name }) => name));
  const missing = [...inTemplate].filter(name => !declared.has(name));
  if (missing.length > 0) document.warnings.add('a name in a path has no parameter and is taken as text', pointer);
  const added = missing.map(
    (name): ParameterPart => ({
      name,
      in: 'path',
      style: 'simple',
      explode: false,
      required: true,
      schema: { type: 'string' },
    }),
  );
  return [...kept, ...added];
}

/** Documents without security that ask for an `Authorization` header ask for a credential, not for an argument. */
function withAuthorizationHeader(
  security: HttpInvocation['security'],
  parameters: readonly ParameterPart[],
): HttpInvocation['security'] {
  if (security.length > 0) return security;
  const header = parameters.find(({ name, in: where }) => where === 'header' && name.toLowerCase() === 'authorization');
  if (header === undefined) return security;
  const credential: HttpSecurity = { scheme: 'Authorization', type: 'apiKey', in: 'header', name: 'Authorization' };
  return header.required ? [[credential]] : [[credential], []];
}

/** The schema of a JSON reply. */
function returnsOf(
  reply: OperationParts['reply'],
  converter: SchemaConverter,
): JsonSchema | undefined {
  if (reply?.schema === undefined) return undefined;
  if (!isJsonType(reply.contentType) && !reply.contentType.includes('*')) return undefined;
  const schema = converter.convert(reply.schema);
  return Object.keys(schema).length === 0 ? undefined : schema;
}
