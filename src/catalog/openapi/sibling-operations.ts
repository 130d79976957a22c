import { canonicalJson, isJsonObject, type JsonValue } from '../../base/index.js';
import { argumentNames } from './argument-names.js';
import { bodyFields } from './body-fields.js';
import type { OpenApiDocument } from './document.js';
import { essence, isJsonType } from './media-types.js';
import type { BodyPart, HttpMethod, OperationPlace, ParameterPart } from './operation-parts.js';
import { siblingParts } from './sendable-parts.js';
import { wordsOf } from './verbs.js';
import { warnings } from './warnings.js';

/** An operation of a document as proofs about others need it: what it takes and what it gives, with schemas as written. */
export interface SiblingOperation {
  readonly method: HttpMethod;
  readonly path: string;
  /** The words that its name and its summary begin with. */
  readonly verbs: readonly string[];
  readonly parameters: readonly SiblingParameter[];
  readonly body?: SiblingBody;
  /** Schema of the JSON reply to success. */
  readonly reply?: unknown;
  /** Status codes of success that the document names. */
  readonly statuses: readonly string[];
  /** Equal for operations that are sent to the same place. */
  readonly servers: string;
}

export interface SiblingParameter {
  readonly argument: string;
  readonly name: string;
  readonly in: ParameterPart['in'];
  readonly required: boolean;
  /** The only value that it can have. */
  readonly only?: JsonValue;
}

export interface SiblingBody {
  readonly required: boolean;
  /** Its members that travel, by argument; absent when it is no object with members of its own. */
  readonly members?: ReadonlyMap<
    string,
    { readonly wire: string; readonly schema: unknown; readonly required: boolean }
  >;
}

export interface SiblingOperations {
  /** By method and path, as the path is written. */
  at(method: HttpMethod, path: string): SiblingOperation | undefined;
  /** Paths that add one parameter to a path, whatever the parameters before it are called. */
  itemPaths(path: string): readonly string[];
}

const known = new WeakMap<OpenApiDocument['root'], SiblingOperations>();

/** The operations of a document, each looked into when first asked for. */
export function siblingOperations(document: OpenApiDocument): SiblingOperations {
  const found = known.get(document.root) ?? indexed({ ...document, warnings: warnings() });
  known.set(document.root, found);
  return found;
}

function indexed(document: OpenApiDocument): SiblingOperations {
  const paths = document.references.follow(document.root['paths']);
  const byPath = new Map(Object.entries(isJsonObject(paths) ? paths : {}).map(([path, raw]) => [slashed(path), raw]));
  const items = new Map<string, string[]>();
  for (const path of byPath.keys()) {
    const collection = /^(.*)\/\{\}$/.exec(shapeOf(path))?.[1];
    if (collection === undefined) continue;
    const others = items.get(collection);
    if (others === undefined) items.set(collection, [path]);
    else others.push(path);
  }
  const looked = new Map<string, SiblingOperation | undefined>();
  return {
    itemPaths: path => items.get(shapeOf(path)) ?? [],
    at(method, path) {
      const key = `${method} ${path}`;
      if (!looked.has(key)) looked.set(key, lookedInto(document, method, path, byPath.get(path)));
      return looked.get(key);
    },
  };
}

/** A path in which parameters have no names; a slash or `.json` at its end makes no difference. */
export function shapeOf(path: string): string {
  return path
    .replace(/\{[^{}]*\}/g, '{}')
    .replace(/\.json$/, '')
    .replace(/\/+$/, '');
}

function slashed(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

function lookedInto(
  document: OpenApiDocument,
  method: HttpMethod,
  path: string,
  raw: unknown,
): SiblingOperation | undefined {
  const pathItem = document.references.follow(raw);
  if (!isJsonObject(pathItem) || !Object.hasOwn(pathItem, method)) return undefined;
  const operation = document.references.follow(pathItem[method]);
  if (!isJsonObject(operation)) return undefined;
  const place: OperationPlace = { path, method, pathItem, operation, pointer: '#' };
  const parts = siblingParts(document, place);
  const names = argumentNames();
  const inOrder = (['path', 'query', 'header', 'cookie'] as const).flatMap(where =>
    parts.parameters.filter(parameter => parameter.in === where),
  );
  const parameters = inOrder.map(({ name, in: where, required, schema }): SiblingParameter => {
    const only = onlyValue(document, schema);
    return { argument: names.take(name, where), name, in: where, required, ...(only === undefined ? {} : { only }) };
  });
  const { reply, body } = parts;
  const hasJson = reply !== undefined && (isJsonType(reply.contentType) || reply.contentType.includes('*'));
  const responses = document.references.follow(operation['responses']);
  return {
    method,
    path,
    verbs: textsOf(operation).flatMap(text => wordsOf(text)[0] ?? []),
    parameters,
    ...(body === undefined ? {} : { body: bodyOf(document, body, names) }),
    ...(hasJson ? { reply: reply.schema } : {}),
    statuses: Object.keys(isJsonObject(responses) ? responses : {}).filter(code => /^2\d\d$/.test(code)),
    servers: canonicalJson([operation['servers'] ?? pathItem['servers'] ?? null, operation['schemes'] ?? null]),
  };
}

/** The last part of an operation's name, and the first sentence that is said of it. */
export function textsOf(operation: { readonly [key: string]: unknown }): readonly string[] {
  const { operationId, summary, description } = operation;
  const name = typeof operationId === 'string' ? operationId.slice(0, 300) : '';
  const said = typeof summary === 'string' ? summary : typeof description === 'string' ? description : '';
  const sentence =
    said
      .slice(0, 300)
      .replace(/<[^<>]*>/g, ' ')
      .split(/[.\n]/, 1)[0] ?? '';
  const last = name.split(/[./:#]/).findLast(part => part !== '') ?? '';
  // `post_webhooks` posts nothing.
  return [last.replace(/^(?:post|put|patch)(?=[_A-Z-])/i, ''), sentence];
}

function onlyValue(document: OpenApiDocument, raw: unknown): JsonValue | undefined {
  const schema = document.references.follow(raw);
  const values = isJsonObject(schema) ? schema['enum'] : undefined;
  return Array.isArray(values) && values.length === 1 ? (values[0] as JsonValue) : undefined;
}

/** As the arguments of the operation are named when it is compiled. */
function bodyOf(document: OpenApiDocument, part: BodyPart, names: ReturnType<typeof argumentNames>): SiblingBody {
  const { required, contentType, schema } = part;
  const type = essence(contentType);
  const hasMembers = isJsonType(type) || type.includes('*') || type === 'application/x-www-form-urlencoded';
  const fields = hasMembers ? bodyFields(document, schema) : undefined;
  const visible = [...(fields?.properties ?? [])].filter(([, member]) => !isMarked(document, member, 'readOnly'));
  if (fields === undefined || visible.length === 0 || visible.some(([name]) => !names.isFree(name)))
    return { required };
  const members = visible.map(([wire, member]) => {
    const argument = names.take(wire, 'body');
    return [argument, { wire, schema: member, required: fields.required.has(wire) }] as const;
  });
  return { required, members: new Map(members) };
}

export function isMarked(document: OpenApiDocument, raw: unknown, mark: 'readOnly' | 'writeOnly'): boolean {
  const target = document.references.follow(raw);
  return (isJsonObject(raw) && raw[mark] === true) || (isJsonObject(target) && target[mark] === true);
}
