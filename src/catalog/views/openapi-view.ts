import { CapuchinError, isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import type { Api, HttpBody, HttpInvocation, HttpOAuth, HttpParameter, HttpSecurity, HttpXml } from '../api.js';
import { boundedSchema } from './bounded-schema.js';

/** Far above what an API's schemas may be: nothing is cut, only what is not reached is left out. */
const maxCharacters = 1_000_000;

/**
 * A document of OpenAPI 3.1 with just this operation, as it is sent: parameters and members of the body have the names of
 * the wire. Throws `CapuchinError` with code `no-such-view` for what is not an HTTP request.
 */
export function openapiView(api: Api): JsonObject {
  const { invocation } = api;
  if (invocation.kind !== 'http') {
    throw new CapuchinError('no-such-view', `${api.name} is not an HTTP request, so OpenAPI cannot describe it`);
  }
  const schemas = new Map<string, JsonValue>();
  const parameters = withSharedSchemas(boundedSchema(api.parameters, { maxCharacters }), schemas, '');
  const members = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  const required = new Set(Array.isArray(parameters['required']) ? parameters['required'] : []);
  const given: Given = { members, required };
  const { path } = invocation;
  const operation = {
    operationId: api.name,
    description: api.description,
    parameters: [...invocation.parameters.map(each => parameterObject(each, given)), ...constantHeaders(invocation)],
    ...(invocation.body === undefined ? {} : { requestBody: requestBody(invocation.body, given) }),
    responses: { 200: replyObject(api, invocation, schemas) },
    ...(api.deprecated === true ? { deprecated: true } : {}),
    ...securityOf(invocation),
  };
  return {
    openapi: '3.1.0',
    info: { title: api.tool === '' ? api.title : api.tool, version: '0', ...signingName(invocation) },
    ...(invocation.servers.length === 0 ? {} : { servers: invocation.servers.map(serverObject) }),
    paths: { [path.startsWith('/') ? path : `/${path}`]: { [invocation.method.toLowerCase()]: operation } },
    ...componentsOf(invocation, schemas),
  };
}

interface Given {
  readonly members: JsonObject;
  readonly required: ReadonlySet<JsonValue>;
}

/** The schema without `$defs`, which go among the document's schemas; a name that is taken gets `suffix`. */
function withSharedSchemas(schema: JsonSchema, schemas: Map<string, JsonValue>, suffix: string): JsonSchema {
  const { $defs, ...rest } = schema;
  const definitions = isJsonObject($defs) ? $defs : {};
  const names = new Map(
    Object.keys(definitions).map(name => [`#/$defs/${name}`, schemas.has(name) ? `${name}${suffix}` : name]),
  );
  const moved = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return (value as readonly JsonValue[]).map(moved);
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value).map(([key, member]) => {
      const name = key === '$ref' && typeof member === 'string' ? names.get(member) : undefined;
      return [key, name === undefined ? moved(member) : `#/components/schemas/${name}`] as const;
    });
    return Object.fromEntries(entries);
  };
  for (const [name, definition] of Object.entries(definitions)) {
    schemas.set(names.get(`#/$defs/${name}`) ?? name, moved(definition));
  }
  return moved(rest) as JsonSchema;
}

function parameterObject(parameter: HttpParameter, { members, required }: Given): JsonObject {
  const { argument, name, in: place, style, explode, allowReserved, content } = parameter;
  const { [argument]: given = {} } = members;
  const { description, ...schema } = isJsonObject(given) ? given : {};
  return {
    name,
    in: place,
    ...(typeof description === 'string' ? { description } : {}),
    ...(place === 'path' || required.has(argument) ? { required: true } : {}),
    ...(content === undefined
      ? // Swagger's tabs have no style of their own in OpenAPI 3.
        {
          style: style === 'tabDelimited' ? 'spaceDelimited' : style,
          explode,
          ...(allowReserved === true ? { allowReserved } : {}),
          schema,
        }
      : { content: { [content]: { schema } } }),
  };
}

function constantHeaders({ headers = {} }: HttpInvocation): readonly JsonObject[] {
  return Object.entries(headers).map(([name, value]) => ({
    name,
    in: 'header',
    required: true,
    schema: { type: 'string', const: value },
  }));
}

function requestBody(body: HttpBody, given: Given): JsonObject {
  const own = bodySchema(body, given);
  const schema =
    body.envelope === undefined ? own : objectOf([...constants(body.envelope.constants), [body.envelope.member, own]]);
  const encoding = Object.entries(body.encoding ?? {}).flatMap(([name, { file: _file, ...how }]) =>
    Object.keys(how).length === 0 ? [] : [[name, how as JsonObject] as const],
  );
  const media = { schema, ...(encoding.length === 0 ? {} : { encoding: Object.fromEntries(encoding) }) };
  return { ...(body.required ? { required: true } : {}), content: { [body.contentType]: media } };
}

function bodySchema({ shape, encoding, xml, contentType }: HttpBody, { members, required }: Given): JsonSchema {
  if (shape.kind === 'whole') {
    const { [shape.argument]: schema = {} } = members;
    const isBytes = !/json|xml|form|text\//.test(contentType);
    return withXml(isBytes || !isJsonObject(schema) ? {} : schema, xml);
  }
  const wired = Object.entries(shape.arguments).map(([argument, wire]): [string, JsonValue] => {
    const { [argument]: schema = {} } = members;
    return [wire, encoding?.[wire]?.file === true ? fileSchema(schema) : schema];
  });
  const needed = Object.entries(shape.arguments).flatMap(([argument, wire]) => (required.has(argument) ? [wire] : []));
  return withXml({ ...objectOf(wired), ...(needed.length === 0 ? {} : { required: needed }) }, xml);
}

function constants(values: JsonObject): [string, JsonValue][] {
  return Object.entries(values).map(([name, value]) => [name, { const: value }]);
}

function objectOf(properties: readonly (readonly [string, JsonValue])[]): JsonSchema {
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function fileSchema(schema: JsonValue): JsonSchema {
  const file = { type: 'string', format: 'binary' };
  return isJsonObject(schema) && schema['type'] === 'array' ? { type: 'array', items: file } : file;
}

/** The schema with what it says of its elements; schemas that are referred to say nothing. */
function withXml(schema: JsonSchema, shape: HttpXml | undefined): JsonSchema {
  if (shape === undefined) return schema;
  const { properties: named = {}, items: item, ...xml } = shape;
  const { properties, items } = schema;
  const members = Object.entries(isJsonObject(properties) ? properties : {}).map(([name, member]) => [
    name,
    isJsonObject(member) && Object.hasOwn(named, name) ? withXml(member, named[name]) : member,
  ]);
  return {
    ...schema,
    xml: { ...xml },
    ...(members.length === 0 ? {} : { properties: Object.fromEntries(members) as JsonObject }),
    ...(isJsonObject(items) ? { items: withXml(items, item) } : {}),
  };
}

function replyObject({ returns }: Api, { accept }: HttpInvocation, schemas: Map<string, JsonValue>): JsonObject {
  if (returns === undefined) {
    return { description: 'Done.', ...(accept === undefined ? {} : { content: { [accept]: {} } }) };
  }
  const schema = withSharedSchemas(boundedSchema(returns, { maxCharacters }), schemas, '_reply');
  return { description: 'Done.', content: { [accept ?? '*/*']: { schema } } };
}

function serverObject({ url, variables }: HttpInvocation['servers'][number]): JsonObject {
  const named = Object.entries(variables ?? {}).map(([name, { default: usual, enum: values }]) => [
    name,
    { default: usual, ...(values === undefined ? {} : { enum: values }) },
  ]);
  return { url, ...(named.length === 0 ? {} : { variables: Object.fromEntries(named) as JsonObject }) };
}

function securityOf({ security }: HttpInvocation): JsonObject {
  if (security.length === 0) return {};
  const alternatives = security.map(all =>
    Object.fromEntries(all.map(each => [componentName(each), each.scopes ?? []])),
  );
  return { security: alternatives };
}

function componentsOf({ security }: HttpInvocation, schemas: ReadonlyMap<string, JsonValue>): JsonObject {
  const schemes = security.flat().map(scheme => [componentName(scheme), schemeObject(scheme)] as const);
  const components = {
    ...(schemas.size === 0 ? {} : { schemas: Object.fromEntries(schemas) }),
    ...(schemes.length === 0 ? {} : { securitySchemes: Object.fromEntries(schemes) }),
  };
  return Object.keys(components).length === 0 ? {} : { components };
}

/** The extension by which AWS's own documents name the service that a signature is for. */
function signingName({ security }: HttpInvocation): JsonObject {
  const service = security.flat().find(({ type }) => type === 'awsSigV4')?.service;
  return service === undefined ? {} : { 'x-aws-signingName': service };
}

function componentName({ scheme }: HttpSecurity): string {
  return scheme.replace(/[^A-Za-z0-9._-]+/g, '_');
}

/** Without the addresses that OAuth and OpenID Connect need, what they give is a bearer token. */
function schemeObject(security: HttpSecurity): JsonObject {
  const { type, in: place = 'header', name = 'Authorization', oauth, scopes = [] } = security;
  if (type === 'apiKey') return { type: 'apiKey', in: place, name };
  if (type === 'basic') return { type: 'http', scheme: 'basic' };
  if (type === 'awsSigV4') return { type: 'apiKey', in: 'header', name, 'x-amazon-apigateway-authtype': 'awsSigv4' };
  if (type === 'other') return { type: 'http', scheme: security.name ?? 'other' };
  if (type === 'openIdConnect' && oauth?.discoveryUrl !== undefined) {
    return { type: 'openIdConnect', openIdConnectUrl: oauth.discoveryUrl };
  }
  return type === 'oauth2' ? oauthObject(oauth ?? {}, scopes) : { type: 'http', scheme: 'bearer' };
}

function oauthObject({ tokenUrl, authorizationUrl }: HttpOAuth, scopeNames: readonly string[]): JsonObject {
  const scopes = Object.fromEntries(scopeNames.map(scope => [scope, '']));
  if (tokenUrl === undefined) {
    return authorizationUrl === undefined
      ? { type: 'http', scheme: 'bearer' }
      : { type: 'oauth2', flows: { implicit: { authorizationUrl, scopes } } };
  }
  return authorizationUrl === undefined
    ? { type: 'oauth2', flows: { clientCredentials: { tokenUrl, scopes } } }
    : { type: 'oauth2', flows: { authorizationCode: { authorizationUrl, tokenUrl, scopes } } };
}
