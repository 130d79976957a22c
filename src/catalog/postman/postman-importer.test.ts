import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApiDraft } from '../api.js';
import type { ImportItem, ImportOptions } from '../importer.js';
import { postmanImporter } from './postman-importer.js';

const shop = join(import.meta.dirname, 'fixtures', 'shop.postman_collection.json');

async function itemsOf(source: string, options?: ImportOptions): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of postmanImporter.read(source, options)) items.push(item);
  return items;
}

function text(content: unknown): ImportOptions {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  return {
    stdin: (async function* () {
      yield bytes;
    })(),
  };
}

const draftsOf = (items: readonly ImportItem[]) => items.flatMap(item => (item.kind === 'api' ? [item.draft] : []));

async function draft(key: string): Promise<ApiDraft> {
  const found = draftsOf(await itemsOf(shop)).find(each => each.key === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
}

async function only(item: object, more: object = {}): Promise<ApiDraft> {
  const [found] = draftsOf(await itemsOf('-', text({ info: { name: 'x' }, item: [item], ...more })));
  if (found === undefined) throw new Error('nothing imported');
  return found;
}

describe('a collection of version 2.1', () => {
  it('gives every request under its folders, method and name, and says what it leaves out', async () => {
    const items = await itemsOf(shop);
    expect(items.map(item => (item.kind === 'api' ? item.draft.key : item))).toEqual([
      'Orders/GET Find orders',
      'Orders/POST Add an order',
      'Orders/POST Add an order #2',
      'Photos/PUT Upload',
      'Photos/POST Search photos',
      'Photos/POST Log in',
      {
        kind: 'refused',
        source: { uri: shop, pointer: '#/item/1/item/3' },
        reason: 'the item has neither a request nor items',
      },
      {
        kind: 'refused',
        source: { uri: shop, pointer: '#/item/1/item/4' },
        reason: 'requests with the method PURGE cannot be sent',
      },
      { kind: 'warning', source: { uri: shop, pointer: '#' }, message: 'scripts are not run (2 times)' },
      {
        kind: 'warning',
        source: { uri: shop, pointer: '#/item/0/item/0' },
        message: 'a credential stands in the collection itself; it is not kept (3 times)',
      },
    ]);
  });

  it('makes complete APIs', async () => {
    expect(await draft('Orders/GET Find orders')).toEqual({
      key: 'Orders/GET Find orders',
      baseName: 'shop_find_orders',
      otherNames: ['shop_orders_find_orders', 'shop_orders_get_find_orders'],
      provider: 'shop.example',
      tool: 'Shop',
      toolDescription: 'Orders and photos of a small shop.',
      category: 'Orders',
      title: 'Find orders',
      description: 'Find orders.\nFinds orders by customer.',
      parameters: {
        type: 'object',
        properties: {
          version: { type: 'string', default: 'v2' },
          customer: { type: 'string', description: 'whose orders', examples: ['c-17'] },
          status: { type: 'string', description: 'which orders', examples: ['open'] },
          tag: { type: 'array', items: { type: 'string' }, examples: [['a', 'b']] },
          page: { type: 'string', examples: ['2'] },
          sort: { type: 'string', description: '(Optional) what to sort by', examples: ['date'] },
          'X-Shop-Version': { type: 'string', default: '7', examples: ['7'] },
          'X-Trace': { type: 'string' },
        },
        required: ['customer', 'status', 'tag'],
        additionalProperties: false,
      },
      returns: {
        type: 'object',
        properties: {
          orders: {
            type: 'array',
            items: { type: 'object', properties: { id: { type: 'number' }, access_token: { type: 'string' } } },
          },
        },
      },
      effect: 'read',
      examples: [
        {
          arguments: { version: 'v2', customer: 'c-18', status: 'paid', tag: ['x'] },
          returns: { orders: [{ id: 1 }] },
        },
      ],
      source: { uri: shop, pointer: '#/item/0/item/0' },
      invocation: {
        kind: 'http',
        method: 'GET',
        path: '/{version}/customers/{customer}/orders',
        servers: [{ url: '{baseUrl}', variables: { baseUrl: { default: 'https://shop.example/api' } } }],
        parameters: [
          { argument: 'version', name: 'version', in: 'path', style: 'simple', explode: false },
          { argument: 'customer', name: 'customer', in: 'path', style: 'simple', explode: false },
          { argument: 'status', name: 'status', in: 'query', style: 'form', explode: true },
          { argument: 'tag', name: 'tag', in: 'query', style: 'form', explode: true },
          { argument: 'page', name: 'page', in: 'query', style: 'form', explode: true },
          { argument: 'sort', name: 'sort', in: 'query', style: 'form', explode: true },
          { argument: 'X-Shop-Version', name: 'X-Shop-Version', in: 'header', style: 'simple', explode: false },
          { argument: 'X-Trace', name: 'X-Trace', in: 'header', style: 'simple', explode: false },
        ],
        security: [[{ scheme: 'X-Shop-Key', type: 'apiKey', in: 'header', name: 'X-Shop-Key' }]],
        accept: 'application/json',
      },
    });
  });

  it('takes the types of a JSON body from its example, requires nothing, and keeps no secret', async () => {
    const { parameters, invocation, examples, effect } = await draft('Orders/POST Add an order');
    expect(parameters['properties']).toEqual({
      version: { type: 'string', default: 'v2' },
      item: { type: 'string', examples: ['lamp'] },
      count: {},
      gift: {
        type: 'object',
        properties: { note: { type: 'string' }, wrap: { type: 'boolean' } },
        examples: [{ wrap: true }],
      },
      password: { type: 'string' },
    });
    expect(parameters['required']).toBeUndefined();
    expect({ effect, security: invocation.kind === 'http' && invocation.security }).toEqual({
      effect: 'irreversible',
      security: [[{ scheme: 'basic', type: 'basic' }]],
    });
    expect(examples).toEqual([]);
  });

  it('reads forms, files, XML and GraphQL', async () => {
    const xml = await draft('Orders/POST Add an order #2');
    expect(xml).toMatchObject({
      parameters: { properties: { body: { type: 'string', examples: ['<order/>'] } } },
      invocation: { path: '/old%20orders', servers: [{ url: 'http://shop.example:8080' }] },
    });
    const upload = await draft('Photos/PUT Upload');
    expect(upload).toMatchObject({
      provider: 'Shop',
      parameters: {
        properties: { photo: { type: 'object' }, caption: { type: 'string' } },
        required: ['photo', 'caption'],
      },
      invocation: {
        servers: [{ url: '{uploads}' }],
        body: { contentType: 'multipart/form-data', encoding: { photo: { file: true } } },
        security: [[{ scheme: 'shop_token', type: 'bearer' }]],
      },
    });
    expect(await draft('Photos/POST Search photos')).toMatchObject({
      effect: 'read',
      parameters: { properties: { text: { type: 'string', examples: ['lamp'] } } },
      invocation: {
        body: {
          shape: { kind: 'fields', arguments: { text: 'text' } },
          envelope: { member: 'variables', constants: { query: expect.stringMatching(/^query find/) } },
        },
      },
    });
  });

  it('keeps no secret and no path of the author anywhere', async () => {
    const kept = JSON.stringify(draftsOf(await itemsOf(shop)));
    expect(readFileSync(shop, 'utf8')).toContain('hunter2');
    for (const secret of ['hunter2', 'tok-literal-secret', 'dXNlcjpwYXNz', '"literal"', '"abc"', '/home/']) {
      expect(kept).not.toContain(secret);
    }
  });
});

describe('other forms', () => {
  it('reads version 2.0: auth as an object, headers as text, requests as text', async () => {
    const auth = { type: 'basic', basic: { username: 'ann', password: 'pw' } };
    const request = { method: 'get', header: 'X-A: 1\nX-B: 2', url: 'api.example/a?x=1' };
    const { invocation, parameters } = await only({ name: 'A', request }, { auth });
    expect(parameters).toMatchObject({
      required: ['x'],
      properties: { 'X-A': { default: '1' }, 'X-B': { default: '2' } },
    });
    expect(invocation).toMatchObject({
      servers: [{ url: 'https://api.example' }],
      security: [[{ scheme: 'basic', type: 'basic' }]],
    });
    expect(await only({ request: 'https://api.example/{{id}}/:b' })).toMatchObject({
      key: 'GET GET /{id}/{b}',
      invocation: { path: '/{id}/{b}' },
    });
  });

  it.each([
    [
      {
        type: 'apikey',
        apikey: [
          { key: 'key', value: 'k' },
          { key: 'in', value: 'query' },
        ],
      },
      { scheme: 'k', type: 'apiKey', in: 'query', name: 'k' },
    ],
    [
      { type: 'awsv4', awsv4: [{ key: 'service', value: 's3' }] },
      { scheme: 'awsv4', type: 'awsSigV4', service: 's3' },
    ],
    [
      {
        type: 'oauth2',
        oauth2: [
          { key: 'accessTokenUrl', value: 'https://a.example/token' },
          { key: 'scope', value: 'read write' },
        ],
      },
      { scheme: 'oauth2', type: 'oauth2', scopes: ['read', 'write'], oauth: { tokenUrl: 'https://a.example/token' } },
    ],
    [
      { type: 'hawk', hawk: [] },
      { scheme: 'hawk', type: 'other', name: 'hawk' },
    ],
  ])('knows the auth %j', async (auth, scheme) => {
    const { invocation } = await only({ request: { auth, url: 'https://a.example' } });
    expect(invocation).toMatchObject({ security: [[scheme]] });
  });

  it('says what else it was given', async () => {
    const refusal = (content: unknown) => itemsOf('-', text(content)).catch((thrown: Error) => thrown.message);
    expect(
      await Promise.all([refusal([]), refusal({ values: [] }), refusal({ requests: [] }), refusal({ openapi: '3.0' })]),
    ).toEqual([
      '- is no Postman collection of version 2.0 or 2.1: it is no object',
      '- is no Postman collection of version 2.0 or 2.1: an environment',
      '- is no Postman collection of version 2.0 or 2.1: version 1; export it as v2.1',
      '- is no Postman collection of version 2.0 or 2.1: an object with openapi',
    ]);
  });

  it('names a collection after its file', () => {
    expect(
      ['/a/Shop.postman_collection.json', 'https://a.example/x.json?y', '-'].map(postmanImporter.defaultCollection),
    ).toEqual(['shop', 'x', 'postman']);
  });
});

describe('collections made to harm', () => {
  it('end, however deep or odd they are', async () => {
    let deep: object = { name: 'leaf', request: 'https://a.example' };
    for (let i = 0; i < 2_000; i += 1) deep = { name: 'f', item: [deep] };
    expect(await itemsOf('-', text({ info: {}, item: [deep] }))).toMatchObject([
      { kind: 'refused', reason: 'folders are nested deeper than 50' },
    ]);
    const odd = [
      null,
      1,
      [],
      {},
      { request: 1 },
      { request: { url: { host: [{}], path: [null, {}, 3] }, body: { mode: 'raw', raw: {} } } },
    ];
    const items = await itemsOf('-', text({ info: 3, item: odd, variable: [null, 1], auth: 3, event: [3, {}] }));
    expect(items.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'api']);
  });

  it('stay small', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`p${i}`, 'x'.repeat(50)]));
    for (const raw of [deep, JSON.stringify(wide)]) {
      const made = await only({ request: { method: 'POST', body: { mode: 'raw', raw }, url: 'https://a.example' } });
      expect(JSON.stringify(made).length).toBeLessThan(50_000);
    }
  });

  it('never reach prototypes', async () => {
    const request = JSON.parse(
      '{"method":"POST","url":"https://a.example/:__proto__?constructor=1","body":{"mode":"raw","raw":"{\\"__proto__\\":{\\"a\\":1},\\"b\\":2}"}}',
    );
    const made = await only({ request });
    expect(Object.keys(made.parameters['properties'] as object)).toContain('constructor');
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});
