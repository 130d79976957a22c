import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiDraft } from '../api.js';
import { wholeDrafts } from '../collect-apis.js';
import type { ImportItem, ImportOptions } from '../importer.js';
import { isLegalName } from '../naming.js';
import { openapi, openapiImporter } from './openapi.js';

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name);

async function itemsOf(source: string, options?: ImportOptions, importer = openapiImporter): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of importer.read(source, options)) items.push(item);
  const drafts: ApiDraft[] = [];
  for await (const whole of wholeDrafts(asStream(items))) drafts.push(whole);
  // Each draft in its place with the definitions it refers to, which most tests are not about.
  return items
    .filter(({ kind }) => kind !== 'definition')
    .map(item => (item.kind === 'api' ? { kind: 'api', draft: drafts.shift() ?? item.draft } : item));
}

async function* asStream<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

function textInput(text: string): ImportOptions {
  return {
    stdin: (async function* () {
      yield Buffer.from(text);
    })(),
  };
}

async function importText(root: unknown): Promise<ImportItem[]> {
  return itemsOf('-', textInput(typeof root === 'string' ? root : JSON.stringify(root)));
}

function draftsOf(items: readonly ImportItem[]): ApiDraft[] {
  return items.flatMap(item => (item.kind === 'api' ? [item.draft] : []));
}

function draft(items: readonly ImportItem[], key: string): ApiDraft {
  const found = draftsOf(items).find(api => api.key === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
}

it('tells which operations should no longer be called', async () => {
  const paths = { '/a': { get: { deprecated: true }, put: { deprecated: false } } };
  const items = await importText({ openapi: '3.0.0', paths });
  expect(draftsOf(items).map(({ key, deprecated }) => [key, deprecated])).toEqual([
    ['GET /a', true],
    ['PUT /a', undefined],
  ]);
});

describe('a Swagger 2.0 document', () => {
  it('becomes complete APIs', async () => {
    const items = await itemsOf(fixture('pets-2.0.yaml'));
    expect(items.map(item => (item.kind === 'api' ? item.draft.key : item))).toEqual([
      'GET /pets',
      'POST /pets',
      'POST /pets/{petId}/photo',
    ]);
    const pet = {
      type: 'object',
      properties: {
        id: { type: 'integer', format: 'int64' },
        name: { type: 'string', examples: ['Rex'] },
        example: { type: 'string', description: 'A photo to show as an example.' },
        nullable: { type: 'boolean' },
        parent: { $ref: '#/$defs/Pet' },
      },
      required: ['id', 'name'],
    };
    expect(draft(items, 'GET /pets')).toEqual({
      key: 'GET /pets',
      baseName: 'pet_parlour_list_pets',
      provider: 'pets.example',
      tool: 'Pet Parlour',
      toolDescription: 'Keeps pets & their owners.',
      category: 'pets',
      title: 'listPets',
      description: 'List pets.\nLists the pets of the parlour, newest first.',
      parameters: {
        type: 'object',
        properties: {
          page_size: { type: 'integer', default: 20, minimum: 1, maximum: 100 },
          tags: { type: 'array', items: { type: 'string' } },
          colours: { type: 'array', items: { type: 'string', enum: ['black', 'white'] } },
          'X-Trace': { type: 'string' },
        },
        additionalProperties: false,
      },
      returns: { type: 'array', items: { $ref: '#/$defs/Pet' }, $defs: { Pet: pet } },
      effect: 'read',
      examples: [],
      source: { uri: fixture('pets-2.0.yaml'), pointer: '#/paths/~1pets/get' },
      invocation: {
        kind: 'http',
        method: 'GET',
        path: '/pets',
        servers: [{ url: 'https://pets.example/v1' }, { url: 'http://pets.example/v1' }],
        parameters: [
          { argument: 'page_size', name: 'page_size', in: 'query', style: 'form', explode: false },
          { argument: 'tags', name: 'tags', in: 'query', style: 'form', explode: true },
          { argument: 'colours', name: 'colours', in: 'query', style: 'tabDelimited', explode: false },
          { argument: 'X-Trace', name: 'X-Trace', in: 'header', style: 'simple', explode: false },
        ],
        security: [
          [{ scheme: 'key', type: 'apiKey', in: 'header', name: 'X-Pet-Key' }],
          [{ scheme: 'login', type: 'basic' }],
        ],
        accept: 'application/json',
      },
    });
  });

  it('finds a body that is given by reference, without what only the server sets', async () => {
    const create = draft(await itemsOf(fixture('pets-2.0.yaml')), 'POST /pets');
    expect(create.invocation).toMatchObject({
      body: {
        contentType: 'application/json',
        required: true,
        shape: {
          kind: 'fields',
          arguments: { name: 'name', example: 'example', nullable: 'nullable', parent: 'parent' },
        },
      },
    });
    expect(create.parameters['required']).toEqual(['name']);
    expect(create.description).toBe('Undescribed: POST /pets (tags pets; arguments name, example, nullable, parent)');
  });

  it('keeps enumerations, defaults, files and formats of form fields', async () => {
    const upload = draft(await itemsOf(fixture('pets-2.0.yaml')), 'POST /pets/{petId}/photo');
    expect(upload.parameters['properties']).toMatchObject({
      petId: { type: 'integer' },
      photo: { description: 'The picture.', required: ['contentBase64'] },
      kind: { type: 'string', enum: ['portrait', 'action'], default: 'portrait' },
      labels: { type: 'array', items: { type: 'string' } },
    });
    expect(upload.invocation).toMatchObject({
      body: {
        contentType: 'multipart/form-data',
        encoding: { photo: { file: true }, labels: { style: 'form', explode: false } },
      },
      security: [[{ scheme: 'owners', type: 'oauth2', scopes: ['write'] }], [{ scheme: 'misspelt', type: 'other' }]],
    });
  });
});

describe('an OpenAPI 3.0 document', () => {
  it('keeps recursive schemas as definitions and merges the members of allOf', async () => {
    const put = draft(await itemsOf(fixture('tree-3.0.json')), 'PUT /trees/{id}');
    expect(put.parameters['required']).toEqual(['id', 'kind', 'children']);
    expect(put.parameters['properties']).toEqual({
      id: { type: 'string', examples: ['oak'] },
      kind: { type: 'string' },
      secret: { type: 'string' },
      children: { type: 'array', items: { $ref: '#/$defs/Tree' } },
      owner: { anyOf: [{ $ref: '#/$defs/Node' }, { type: 'null' }] },
    });
    const check = new Ajv2020({ strict: false }).compile(put.parameters);
    const leaf = { kind: 'leaf', children: [] };
    expect(check({ id: 'oak', kind: 'root', children: [leaf, { ...leaf, children: [leaf] }], owner: null })).toBe(true);
    expect(check({ id: 'oak', kind: 'root', children: [{ kind: 'leaf' }] })).toBe(false);
  });

  it('follows a reference that stands where an example should', async () => {
    const pets = { example: [{ name: 'Rex' }], type: 'array', items: { type: 'object' } };
    const content = {
      'application/json': { schema: {}, examples: { one: { value: { $ref: '#/components/schemas/Pets/example' } } } },
    };
    const items = await importText({
      openapi: '3.0.0',
      info: { title: 'Pets', version: '1' },
      paths: { '/pets': { post: { requestBody: { content }, responses: {} } } },
      components: { schemas: { Pets: pets } },
    });
    const { parameters } = draft(items, 'POST /pets');
    expect(parameters['properties']).toEqual({ body: { examples: [[{ name: 'Rex' }]] } });
  });

  it('tells equal names apart, reads styles, content and servers of three levels', async () => {
    const items = await itemsOf(fixture('tree-3.0.json'));
    expect(draft(items, 'GET /trees/{id}').invocation).toMatchObject({
      servers: [{ url: 'https://other.example' }],
      parameters: [
        { argument: 'id', name: 'id', in: 'path', style: 'simple', explode: false },
        { argument: 'id_in_query', name: 'id', in: 'query', style: 'form', explode: true },
        { argument: 'filter', name: 'filter', in: 'query', style: 'deepObject', explode: true },
        { argument: 'where', name: 'where', in: 'query', content: 'application/json' },
      ],
      security: [
        [{ scheme: 'token', type: 'bearer' }],
        [{ scheme: 'sso', type: 'openIdConnect', scopes: ['read'] }],
        [],
      ],
    });
    expect(draft(items, 'GET /trees/{id}').examples).toEqual([{ arguments: { id: 'oak' } }]);
    expect(draft(items, 'POST /trees/search')).toMatchObject({
      effect: 'read',
      provider: 'trees.example',
      parameters: {
        properties: {
          body: {
            discriminator: { propertyName: 'kind', mapping: { condition: '#/$defs/Condition', tree: '#/$defs/Tree' } },
          },
        },
      },
      invocation: {
        servers: [
          {
            url: 'https://{region}.trees.example/{version}',
            variables: { region: { default: 'eu', enum: ['eu', 'us'] }, version: { default: 'v2' } },
          },
        ],
        security: [],
      },
    });
  });

  it('refuses what is no operation, with its place, and goes on', async () => {
    const items = await itemsOf(fixture('tree-3.0.json'));
    expect(items.filter(item => item.kind === 'refused')).toEqual([
      {
        kind: 'refused',
        source: { uri: fixture('tree-3.0.json'), pointer: '#/paths/~1broken/get' },
        reason: 'the operation is string',
      },
      {
        kind: 'refused',
        source: { uri: fixture('tree-3.0.json'), pointer: '#/paths/~1list' },
        reason: 'the path item is a list; expected an object',
      },
    ]);
    expect(draftsOf(items)).toHaveLength(3);
  });
});

describe('an OpenAPI 3.1 document', () => {
  it('is read with path items by reference, XML bodies and binary bodies', async () => {
    const items = await itemsOf(fixture('notes-3.1.yaml'));
    expect(draft(items, 'PATCH /notes/{+path}').invocation).toMatchObject({
      parameters: [{ argument: 'path', name: '+path', in: 'path' }],
      body: {
        contentType: 'application/xml',
        xml: {
          name: 'Note',
          properties: {
            id: { name: 'id', attribute: true },
            lines: { name: 'lines', wrapped: true, items: { name: 'line' } },
          },
        },
      },
    });
    expect(draft(items, 'PUT /blobs').parameters).toMatchObject({
      properties: { body: { required: ['contentBase64'] } },
      required: ['body'],
    });
    expect(draft(items, 'GET /notes')).toMatchObject({
      parameters: { properties: { since: { type: ['string', 'null'], format: 'date-time' } } },
      returns: { type: 'array', items: { $ref: '#/$defs/Note', description: 'One of them.' } },
      invocation: { security: [[{ scheme: 'Authorization', type: 'apiKey', in: 'header', name: 'Authorization' }]] },
    });
  });
});

describe('references to other documents', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'openapi-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are followed within the folder of the document and nowhere else', async () => {
    const items = await itemsOf(fixture('split.yaml'));
    expect(draft(items, 'GET /a').parameters['properties']).toMatchObject({
      pet: { type: 'object', properties: { name: { type: 'string' } } },
    });
    expect(draft(items, 'GET /b').returns).toBeUndefined();
    expect(items.filter(item => item.kind === 'warning').map(({ message }) => message)).toEqual([
      expect.stringMatching(/package\.json is not read: outside the document's folder$/),
      'reference leads nowhere: ../../../../package.json',
    ]);
  });

  it('are not followed through a symbolic link that leads out of the folder', async () => {
    await symlink(fixture('split/schemas.json'), join(folder, 'link.json'));
    await writeFile(join(folder, 'api.json'), JSON.stringify(documentReferringTo('link.json#/Pet')));
    const items = await itemsOf(join(folder, 'api.json'));
    expect(JSON.stringify(draftsOf(items))).not.toContain('friend');
    expect(items).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining("outside the document's") }),
    );
  });

  it('are fetched only for a fetched document, through the fetch that was given', async () => {
    const fetched: string[] = [];
    const files = new Map([
      ['https://a.example/v1/api.json', JSON.stringify(documentReferringTo('pet.yaml'))],
      ['https://a.example/v1/pet.yaml', 'type: integer'],
    ]);
    const fetchDocument: NonNullable<ImportOptions['fetchDocument']> = async url => {
      fetched.push(url);
      return { url, bytes: Buffer.from(files.get(url) ?? '') };
    };
    const items = await itemsOf('https://a.example/v1/api.json', { fetchDocument });
    expect(draft(items, 'GET /x').parameters['properties']).toEqual({ q: { type: 'integer' } });
    expect(fetched).toEqual([...files.keys()]);

    const local = join(folder, 'local.json');
    await writeFile(local, JSON.stringify(documentReferringTo('https://a.example/v1/pet.yaml')));
    fetched.length = 0;
    expect(draft(await itemsOf(local, { fetchDocument }), 'GET /x').parameters['properties']).toEqual({ q: {} });
    expect(fetched).toEqual([]);
  });
});

function documentReferringTo($ref: string) {
  const parameters = [{ name: 'q', in: 'query', schema: { $ref } }];
  return { openapi: '3.0.0', info: { title: 'T' }, paths: { '/x': { get: { parameters } } } };
}

describe('hostile documents', () => {
  const minimal = (paths: unknown, more: object = {}) => ({ openapi: '3.0.0', info: { title: 'T' }, paths, ...more });

  it.each([
    ['[1, 2]', 'a list of 2'],
    ['', 'nothing'],
    ['{"swagger": "1.2"}', 'swagger 1.2'],
    ['{"asyncapi": "3.0.0"}', 'asyncapi 3.0.0'],
    ['{"a": 1, "b": 2}', 'an object with a, b'],
  ])('%s is not OpenAPI', async (text, found) => {
    await expect(importText(text)).rejects.toMatchObject({
      code: 'not-openapi',
      message: `- is no OpenAPI 2.0, 3.0 or 3.1 document: ${found}`,
    });
  });

  it('larger than the limit is refused', async () => {
    await expect(itemsOf(fixture('tree-3.0.json'), {}, openapi({ maxDocumentBytes: 100 }))).rejects.toMatchObject({
      code: 'document-too-large',
    });
    await expect(itemsOf('-', textInput('x'.repeat(101)), openapi({ maxDocumentBytes: 100 }))).rejects.toMatchObject({
      code: 'document-too-large',
    });
  });

  it('keys named __proto__ change nothing', async () => {
    const text = `{"openapi": "3.0.0", "__proto__": {"x": 1}, "paths": {"/p": {"post": {"requestBody": {"content":
      {"application/json": {"schema": {"type": "object", "properties": {"a": {}, "__proto__": {"type": "object"}}}}}}}}}}`;
    const [item] = draftsOf(await importText(text));
    expect(item?.parameters['properties']).toEqual({ a: {} });
    expect(Object.getPrototypeOf(item?.parameters['properties'])).toBe(Object.prototype);
  });

  it('a million levels of nesting end in a small schema', async () => {
    const deep = '{"type":"array","items":'.repeat(1_000_000);
    const text = `{"openapi":"3.1.0","paths":{"/d":{"get":{"parameters":[{"name":"q","in":"query","example":${'['.repeat(1e6)}${']'.repeat(1e6)},"schema":${deep}{}${'}'.repeat(1_000_000)}}]}}}}`;
    const [item] = draftsOf(await importText(text));
    expect(JSON.stringify(item).length).toBeLessThan(5_000);
  });

  it('references to themselves, in circles and to nowhere give warnings', async () => {
    const get = (schema: unknown) => ({ get: { parameters: [{ name: 'q', in: 'query', schema }] } });
    const items = await importText(
      minimal(
        {
          '/self': get({ $ref: '#/components/schemas/Self' }),
          '/a': get({ $ref: '#/components/schemas/A' }),
          '/loop': { $ref: '#/paths/~1loop' },
        },
        {
          components: {
            schemas: {
              Self: { $ref: '#/components/schemas/Self' },
              A: { $ref: '#/components/schemas/B' },
              B: { $ref: '#/components/schemas/A' },
            },
          },
        },
      ),
    );
    expect(items.map(item => (item.kind === 'api' ? item.draft.key : item.kind))).toEqual([
      'GET /self',
      'GET /a',
      'refused',
      'warning',
      'warning',
    ]);
  });

  it('allOf that is no list, parameters that are none and odd members survive', async () => {
    const items = await importText(
      minimal({
        '/odd/{id}/{id}': {
          parameters: 'none',
          post: {
            operationId: 7,
            tags: 'x',
            summary: { a: 1 },
            servers: 'https://x',
            security: 'none',
            parameters: [
              null,
              'x',
              { name: 'h', in: 'header', schema: null },
              { in: 'query' },
              { name: 'Host', in: 'header' },
            ],
            requestBody: { content: { 'application/json': { schema: { allOf: { properties: { a: { $ref: 1 } } } } } } },
            responses: [],
          },
        },
        'x-extension': 1,
      }),
    );
    expect(draftsOf(items)).toMatchObject([
      {
        key: 'POST /odd/{id}/{id}',
        title: 'POST /odd/{id}/{id}',
        parameters: { properties: { id: { type: 'string' }, h: {}, body: { allOf: [{ properties: { a: {} } }] } } },
      },
    ]);
  });
});

describe('openapiImporter', () => {
  it.each([
    ['specs/tmdb_oas.json', 'tmdb_oas'],
    ['https://api.spotify.com/v1/openapi.json', 'spotify.com'],
    ['https://petstore3.swagger.io', 'petstore3.swagger.io'],
    ['https://x.example/specs/Pet%20Store.yaml', 'pet-20store'],
    ['apis/github/openapi.yaml', 'github'],
    ['-', 'openapi'],
  ])('names the collection of %s %s', (source, name) => {
    expect(openapiImporter.defaultCollection(source)).toBe(name);
  });

  it('stops when aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(itemsOf(fixture('pets-2.0.yaml'), { signal })).rejects.toThrow('enough');
  });

  it('says what is missing', async () => {
    await expect(itemsOf('https://a.example/x.json')).rejects.toThrow(/no way to fetch documents was given/);
    await expect(itemsOf(fixture('absent.json'))).rejects.toMatchObject({ code: 'unreadable-source' });
  });
});

const pack = join(import.meta.dirname, '../../../../shared/data');

describe.each([
  ['tmdb', 54],
  ['spotify', 40],
])('the %s document', (name, operations) => {
  const path = join(pack, `restbench/specs/${name}_oas.json`);
  it.skipIf(!existsSync(path))(`becomes ${operations} APIs${existsSync(path) ? '' : ' (pack absent)'}`, async () => {
    const items = await itemsOf(path);
    const drafts = draftsOf(items);
    expect(drafts).toHaveLength(operations);
    expect(items.filter(item => item.kind === 'refused')).toEqual([]);
    expect(drafts.filter(api => !isLegalName(api.baseName))).toEqual([]);
    expect(new Set(drafts.map(api => api.key)).size).toBe(operations);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const api of drafts) ajv.compile(api.parameters);
    for (const api of drafts) if (api.returns !== undefined) ajv.compile(api.returns);
  });
});

describe('the documents of ToolAlpaca', () => {
  const path = join(pack, 'toolalpaca/eval_simulated.json');
  it.skipIf(!existsSync(path))(`all become APIs${existsSync(path) ? '' : ' (pack absent)'}`, async () => {
    const entries = JSON.parse(readFileSync(path, 'utf8')) as { Documentation: string; Function_Projection: object }[];
    for (const entry of entries) {
      const drafts = draftsOf(await importText(entry.Documentation));
      const called = Object.values(entry.Function_Projection).map(([at, method]) => `${method.toUpperCase()} ${at}`);
      expect(drafts.map(api => api.key)).toEqual(expect.arrayContaining(called));
    }
  });
});
