import { isJsonObject, type JsonSchema } from '../../base/index.js';
import type { ApiDraft, HttpInvocation } from '../api.js';
import { baseName } from '../naming.js';
import { compileArguments } from './compile-arguments.js';
import { describeOperation, tagsOf } from './describe-operation.js';
import type { OpenApiDocument } from './document.js';
import { effectOf } from './effect.js';
import { isJsonType } from './media-types.js';
import { oncePerDocument } from './once-per-document.js';
import type { OperationParts, OperationPlace } from './operation-parts.js';
import { plainText } from './plain-text.js';
import type { SchemaConverter, SchemaConverters } from './schema-converter.js';
import { sendableParts } from './sendable-parts.js';
import { serversOf } from './servers.js';
import { undoOf } from './undo.js';

/** The API that one operation is; its schemas refer to the definitions of the converters. */
export function compileOperation(
  document: OpenApiDocument,
  place: OperationPlace,
  converters: SchemaConverters,
  keyPrefix = '',
): ApiDraft {
  const { method, path, operation, pointer } = place;
  const parts = sendableParts(document, place);
  const compiled = compileArguments(document, parts, converters.request);
  const returns = returnsOf(parts.reply, converters.response);
  const invocation: HttpInvocation = {
    kind: 'http',
    method: method.toUpperCase() as HttpInvocation['method'],
    path,
    servers: serversOf(document, place),
    parameters: compiled.parameters,
    ...(compiled.body === undefined ? {} : { body: compiled.body }),
    security: parts.security,
    ...(parts.reply === undefined || parts.reply.contentType.includes('*') ? {} : { accept: parts.reply.contentType }),
  };
  const operationId = nameOf(operation['operationId']);
  const about = aboutDocument(document);
  const propertyNames = Object.keys(isJsonObject(compiled.schema['properties']) ? compiled.schema['properties'] : {});
  return {
    key: `${keyPrefix}${invocation.method} ${path}`,
    baseName: baseName(about.service, operationId ?? `${method} ${path}`),
    provider: about.provider ?? hostOf(invocation) ?? about.tool,
    tool: about.tool,
    ...(about.toolDescription === '' ? {} : { toolDescription: about.toolDescription }),
    category: tagsOf(operation)[0] ?? about.category,
    title: operationId ?? `${invocation.method} ${path}`,
    description: describeOperation(place, propertyNames),
    parameters: compiled.schema,
    ...(returns === undefined ? {} : { returns }),
    ...effectAndUndo(document, place, operationId, keyPrefix),
    ...(operation['deprecated'] === true ? { deprecated: true as const } : {}),
    examples: compiled.example === undefined ? [] : [{ arguments: compiled.example }],
    source: { uri: document.uri, pointer },
    invocation,
  };
}

function effectAndUndo(
  document: OpenApiDocument,
  place: OperationPlace,
  operationId: string | undefined,
  keyPrefix: string,
): Pick<ApiDraft, 'effect' | 'undo'> {
  const { method, path, operation } = place;
  const summary = plainText(operation['summary'] ?? operation['description'], 200);
  const effect = effectOf({ method, path, summary, ...(operationId === undefined ? {} : { operationId }) });
  const undo = effect === 'read' ? undefined : undoOf(document, place, keyPrefix);
  return undo === undefined ? { effect } : { effect: 'reversible', undo };
}

function nameOf(value: unknown): string | undefined {
  const name = typeof value === 'string' ? value.trim() : '';
  return name === '' ? undefined : name.slice(0, 300);
}

/** What the document says about itself. */
const aboutDocument = oncePerDocument(document => {
  const info = isJsonObject(document.root['info']) ? document.root['info'] : {};
  const tool = plainText(info['title'], 200) || 'untitled';
  const categories = info['x-apisguru-categories'];
  return {
    tool,
    service: nameOf(info['x-serviceName']) ?? withoutKind(tool),
    toolDescription: plainText(info['description'], 1_000),
    provider: nameOf(info['x-providerName']),
    category: (Array.isArray(categories) ? nameOf(categories[0]) : undefined) ?? 'uncategorized',
  };
});

function hostOf({ servers }: HttpInvocation): string | undefined {
  return servers.map(({ url }) => /^https?:\/\/([^/{}]+)/i.exec(url)?.[1]).find(name => name !== undefined);
}

/** A title without the words that say no more than that it is an API: `Spotify Web API` → `Spotify`. */
function withoutKind(title: string): string {
  return title.replace(/(?<=\S)(?:\s+(?:v\d+(?:\.\d+)*|rest|restful|web|http|public|open))*\s+apis?$/i, '');
}

/** The schema of a JSON reply. */
function returnsOf(reply: OperationParts['reply'], converter: SchemaConverter): JsonSchema | undefined {
  if (reply?.schema === undefined) return undefined;
  if (!isJsonType(reply.contentType) && !reply.contentType.includes('*')) return undefined;
  const schema = converter.convert(reply.schema);
  return Object.keys(schema).length === 0 ? undefined : schema;
}
