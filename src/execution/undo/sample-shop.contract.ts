import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { Api, HttpInvocation } from '../../catalog/index.js';
import { sampleApi } from '../executor.contract.js';

/** A small stateful REST API on this machine: things that can be created, read, replaced, patched and deleted. */
export interface SampleShop {
  readonly url: string;
  readonly host: string;
  readonly things: Map<string, JsonObject>;
  readonly starred: Set<string>;
  /** Method and path of every request, in order. */
  readonly requests: string[];
  /** Answers the next request to this method and path with this status instead. */
  fail(request: string, status: number): void;
  /** Called when a request has come and before it is answered. */
  onRequest: (request: string) => void | Promise<void>;
  readonly apis: Readonly<Record<'create' | 'get' | 'put' | 'patch' | 'delete' | 'star' | 'unstar' | 'starred', Api>>;
  find(id: string): Api | undefined;
  close(): Promise<void>;
}

export async function sampleShop(): Promise<SampleShop> {
  const things = new Map<string, JsonObject>();
  const starred = new Set<string>();
  const requests: string[] = [];
  const failures = new Map<string, number>();
  let created = 0;

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const said = `${request.method} ${request.url}`;
    requests.push(said);
    const text = await textOf(request);
    await shop.onRequest(said);
    const send = (status: number, value?: JsonValue) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(value === undefined ? '' : JSON.stringify(value));
    const failure = failures.get(said);
    if (failure !== undefined) {
      failures.delete(said);
      return void send(failure, { error: 'no' });
    }
    const body = (text === '' ? {} : JSON.parse(text)) as JsonObject;
    const id = /^\/things\/([^/]+)/.exec(request.url ?? '')?.[1] ?? '';
    if (request.url?.endsWith('/star')) {
      if (request.method === 'GET') return void send(starred.has(id) ? 204 : 404);
      if (request.method === 'PUT') starred.add(id);
      else starred.delete(id);
      return void send(204);
    }
    const before = things.get(id);
    if (request.method === 'POST') {
      created += 1;
      const thing = { id: `t${created}`, ...body };
      things.set(thing.id, thing);
      return void send(201, body['title'] === 'quiet' ? { ok: true } : thing);
    }
    if (request.method === 'PUT') {
      things.set(id, { id, ...body });
      return void send(before === undefined ? 201 : 200, things.get(id));
    }
    if (before === undefined) return void send(404, { error: 'none' });
    if (request.method === 'PATCH') things.set(id, merged(before, body));
    if (request.method === 'DELETE') {
      things.delete(id);
      return void send(204);
    }
    return void send(200, things.get(id));
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}`;
  const apis = shopApis(url);
  const shop: SampleShop = {
    url,
    host,
    things,
    starred,
    requests,
    fail: (request, status) => void failures.set(request, status),
    onRequest: () => {},
    apis,
    find: id => Object.values(apis).find(api => api.id === id),
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
  return shop;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

/** RFC 7396, but that null is a value. */
function merged(into: JsonObject, patch: JsonObject): JsonObject {
  const entries = Object.entries(patch).map(([name, value]) => {
    const had = into[name];
    return [name, isJsonObject(had) && isJsonObject(value) ? merged(had, value) : value] as const;
  });
  return { ...into, ...Object.fromEntries(entries) };
}

const members = { title: { type: 'string' }, price: { type: 'number' }, size: { type: 'object' } };

function shopApis(url: string): SampleShop['apis'] {
  const id = { id: { from: 'arguments', pointer: '/id' } } as const;
  const before = { api: 'GET /things/{id}', arguments: id };
  const shown = (needed: 'if-found' | 'if-given') =>
    Object.fromEntries(
      Object.keys(members).map(name => [name, { from: 'before', pointer: `/${name}`, needed } as const]),
    );
  const reply = { id: { from: 'reply', pointer: '/id' } } as const;
  const star = { api: 'GET /things/{id}/star', arguments: id, finds: 'nothing' } as const;
  return {
    get: shopApi(url, 'GET', '/things/{id}', { effect: 'read' }),
    starred: shopApi(url, 'GET', '/things/{id}/star', { effect: 'read' }),
    delete: shopApi(url, 'DELETE', '/things/{id}', { effect: 'irreversible' }),
    create: shopApi(url, 'POST', '/things', {
      effect: 'reversible',
      undo: {
        description: 'delete what was created',
        call: { api: 'DELETE /things/{id}', arguments: reply, after: { api: 'GET /things/{id}', arguments: reply } },
      },
    }),
    put: shopApi(url, 'PUT', '/things/{id}', {
      effect: 'reversible',
      undo: {
        description: 'put back what GET gave before',
        call: {
          api: 'PUT /things/{id}',
          arguments: { ...id, ...shown('if-found') },
          before,
          absent: { api: 'DELETE /things/{id}', arguments: id },
        },
      },
    }),
    patch: shopApi(url, 'PATCH', '/things/{id}', {
      effect: 'reversible',
      undo: {
        description: 'put back what GET gave before',
        call: { api: 'PATCH /things/{id}', arguments: { ...id, ...shown('if-given') }, before },
      },
    }),
    star: shopApi(url, 'PUT', '/things/{id}/star', {
      effect: 'reversible',
      undo: { description: 'unstar', call: { api: 'DELETE /things/{id}/star', arguments: id, before: star } },
    }),
    unstar: shopApi(url, 'DELETE', '/things/{id}/star', { effect: 'irreversible' }),
  };
}

/** An API of the shop; PUT of a thing, PATCH and POST take its members. */
function shopApi(url: string, method: HttpInvocation['method'], path: string, given: Partial<Api>): Api {
  const inPath = path.includes('{id}');
  const hasBody = !path.endsWith('/star') && ['POST', 'PUT', 'PATCH'].includes(method);
  const names = Object.keys(members);
  return sampleApi({
    id: `samples/${method} ${path}`,
    name: `${method.toLowerCase()}${path.replace(/[^a-z]+/g, '_')}`.replace(/_+$/, ''),
    parameters: {
      type: 'object',
      properties: { ...(inPath ? { id: { type: 'string' } } : {}), ...(hasBody ? members : {}) },
      ...(inPath ? { required: ['id'] } : {}),
      additionalProperties: false,
    },
    invocation: {
      kind: 'http',
      method,
      path,
      servers: [{ url }],
      security: [],
      parameters: inPath ? [{ argument: 'id', name: 'id', in: 'path', style: 'simple', explode: false }] : [],
      ...(hasBody
        ? {
            body: {
              contentType: 'application/json',
              required: true,
              shape: { kind: 'fields', arguments: Object.fromEntries(names.map(name => [name, name])) },
            },
          }
        : {}),
    },
    ...given,
  });
}
