import { CapuchinError, isJsonObject, type JsonObject } from '../../base/index.js';
import { pointerToken } from '../openapi/references.js';
import { type RequestAuth, requestAuth } from './request-auth.js';
import { descriptionOf } from './request-url.js';
import { type Variables, variables } from './variables.js';

/** A request of a collection with all that it inherits. */
export interface PostmanRequest {
  readonly name: string;
  /** Names of the folders it stands in, outermost first. */
  readonly folders: readonly string[];
  readonly request: JsonObject;
  /** Example responses, as they were saved. */
  readonly responses: readonly JsonObject[];
  readonly auth: RequestAuth;
  readonly variables: Variables;
  /** JSON pointer of the item. */
  readonly pointer: string;
}

export type CollectionItem =
  | { readonly kind: 'request'; readonly request: PostmanRequest }
  | { readonly kind: 'refused'; readonly pointer: string; readonly reason: string }
  /** A script of the collection, a folder or a request. */
  | { readonly kind: 'script'; readonly pointer: string };

export interface PostmanCollection {
  readonly name: string;
  readonly description: string;
  /** Requests in the order of the file. */
  items(): Generator<CollectionItem, void, void>;
}

const maxFolders = 50;
const maxResponses = 50;

/** Throws `CapuchinError` with code `not-postman`, saying what was found instead. */
export function postmanCollection(parsed: unknown, uri: string): PostmanCollection {
  // Postman's own API wraps what it exports.
  const root = isJsonObject(parsed) && isJsonObject(parsed['collection']) ? parsed['collection'] : parsed;
  if (!isJsonObject(root) || !Array.isArray(root['item'])) throw notPostman(root, uri);
  const info = isJsonObject(root['info']) ? root['info'] : {};
  const outside = variables(root['variable']);
  const place: Place = {
    folders: [],
    variables: outside,
    auth: requestAuth(root['auth'], outside) ?? { schemes: [], literals: 0 },
    pointer: root === parsed ? '#' : '#/collection',
  };
  return {
    name: typeof info['name'] === 'string' && info['name'].trim() !== '' ? info['name'].trim() : 'untitled',
    description: descriptionOf(info['description']),
    *items() {
      yield* scripts(root, place.pointer);
      yield* itemsOf(root['item'], place);
    },
  };
}

interface Place {
  readonly folders: readonly string[];
  readonly variables: Variables;
  readonly auth: RequestAuth;
  readonly pointer: string;
}

function* itemsOf(list: unknown, place: Place): Generator<CollectionItem, void, void> {
  for (const [i, item] of (Array.isArray(list) ? list : []).entries()) {
    const pointer = `${place.pointer}/item/${pointerToken(String(i))}`;
    if (!isJsonObject(item)) {
      yield { kind: 'refused', pointer, reason: 'the item is no object' };
      continue;
    }
    yield* scripts(item, pointer);
    const name = typeof item['name'] === 'string' ? item['name'].trim().slice(0, 300) : '';
    if (Array.isArray(item['item'])) {
      if (place.folders.length < maxFolders) yield* itemsOf(item['item'], folder(item, name, place, pointer));
      else yield { kind: 'refused', pointer, reason: `folders are nested deeper than ${maxFolders}` };
    } else yield requestItem(item, name, place, pointer);
  }
}

function folder(item: JsonObject, name: string, place: Place, pointer: string): Place {
  const inside = place.variables.within(item['variable']);
  return {
    folders: [...place.folders, name === '' ? 'untitled' : name],
    variables: inside,
    auth: requestAuth(item['auth'], inside) ?? place.auth,
    pointer,
  };
}

/** A request that is only a text is the address of a GET. */
function requestItem(item: JsonObject, name: string, place: Place, pointer: string): CollectionItem {
  const { request: given } = item;
  const request: unknown = typeof given === 'string' ? { url: given, method: 'GET' } : given;
  if (!isJsonObject(request)) return { kind: 'refused', pointer, reason: 'the item has neither a request nor items' };
  const inside = place.variables.within(item['variable']);
  const responses = Array.isArray(item['response']) ? item['response'].slice(0, maxResponses).filter(isJsonObject) : [];
  return {
    kind: 'request',
    request: {
      name,
      folders: place.folders,
      request,
      responses,
      auth: requestAuth(request['auth'], inside) ?? place.auth,
      variables: inside,
      pointer,
    },
  };
}

function* scripts(level: JsonObject, pointer: string): Generator<CollectionItem, void, void> {
  for (const event of Array.isArray(level['event']) ? level['event'] : []) {
    const script = isJsonObject(event) && isJsonObject(event['script']) ? event['script']['exec'] : undefined;
    const text = Array.isArray(script) ? script.join('') : script;
    if (typeof text === 'string' && text.trim() !== '') yield { kind: 'script', pointer };
  }
}

function notPostman(root: unknown, uri: string): CapuchinError {
  const problem = `${uri} is no Postman collection of version 2.0 or 2.1`;
  if (!isJsonObject(root)) return new CapuchinError('not-postman', `${problem}: it is no object`);
  if (Array.isArray(root['requests']))
    return new CapuchinError('not-postman', `${problem}: version 1; export it as v2.1`);
  if (Array.isArray(root['values'])) return new CapuchinError('not-postman', `${problem}: an environment`);
  const keys = Object.keys(root).slice(0, 8);
  return new CapuchinError('not-postman', `${problem}: an object with ${keys.join(', ').slice(0, 200) || 'nothing'}`);
}
