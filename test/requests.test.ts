import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkRequest } from '../bench/requests/check-request.js';
import { roundTrip } from '../bench/requests/round-trip.js';
import { type Api, argumentChecker, buildRequest, collectApis, type JsonObject, openapi } from '../src/index.js';

const fixtures = join(import.meta.dirname, '../src/catalog/openapi/fixtures');
const restbench = join(import.meta.dirname, '../../shared/data/restbench/specs');

async function apisOf(root: JsonObject): Promise<Api[]> {
  const stdin = (async function* () {
    yield Buffer.from(JSON.stringify(root));
  })();
  return collectApis('c', openapi().read('-', { stdin }));
}

/** What every operation comes to with sampled arguments, each with several seeds. */
async function failuresOf(root: JsonObject, seeds: readonly string[]): Promise<string[]> {
  const checker = argumentChecker();
  const failures: string[] = [];
  for (const api of await apisOf(root)) {
    for (const seed of seeds) {
      for (const optional of [false, true]) {
        const trip = await roundTrip(root, api, { checker, optional, seed });
        if (trip.outcome !== 'same') failures.push(`${api.id}: ${trip.outcome} ${trip.reasons.join('; ')}`);
      }
    }
  }
  return failures;
}

const stylesOf = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
} as const;
const text = { type: 'string', minLength: 1 };
const valuesOf = {
  text,
  number: { type: 'number' },
  list: { type: 'array', items: text, minItems: 1 },
  object: { type: 'object', properties: { a: text, b: { type: 'integer' } }, required: ['a'] },
};

/** An operation for each place, style, explode and kind of value, and for each kind of body. */
function everyWay(): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const [place, styles] of Object.entries(stylesOf)) {
    for (const style of styles) {
      for (const explode of [true, false]) {
        for (const [kind, schema] of Object.entries(valuesOf)) {
          if ((style === 'deepObject') !== (kind === 'object') && style === 'deepObject') continue;
          const parameter = { name: 'p-1', in: place, style, explode, schema, required: true };
          const path = `/${place}/${style}/${explode}/${kind}${place === 'path' ? '/{p-1}/end' : ''}`;
          paths[path] = { get: { parameters: [parameter] } };
        }
      }
    }
  }
  const fields = { type: 'object', properties: { 'a-b': text, list: valuesOf.list, object: valuesOf.object } };
  const bodies: Record<string, JsonObject> = {
    'application/json': { schema: fields },
    'application/merge-patch+json': { schema: { type: ['object', 'null'], properties: { a: text } } },
    'application/x-www-form-urlencoded': {
      schema: fields,
      encoding: { object: { style: 'deepObject', explode: true } },
    },
    'multipart/form-data': {
      schema: { type: 'object', properties: { ...fields.properties, file: { type: 'string', format: 'binary' } } },
      encoding: { object: { contentType: 'application/json' } },
    },
    'application/xml': { schema: { ...fields, xml: { name: 'request' } } },
    'text/plain': { schema: text },
    'application/octet-stream': {},
    'application/x-ndjson': { schema: { type: 'string' } },
    'image/png': { schema: { type: 'string', format: 'binary' } },
  };
  for (const [type, media] of Object.entries(bodies)) {
    paths[`/body/${type}`] = { post: { requestBody: { required: true, content: { [type]: media } } } };
  }
  paths['/json-in-query'] = {
    get: {
      parameters: [{ name: 'filter', in: 'query', content: { 'application/json': { schema: valuesOf.object } } }],
    },
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Every way', version: '1' },
    servers: [
      { url: 'https://{host}.example/v{version}', variables: { host: { default: 'a' }, version: { default: '2' } } },
    ],
    paths,
  };
}

describe('a request built from sampled arguments is found again by a reader of the document alone', () => {
  it('in every place, style and kind of body', async () => {
    const root = everyWay();
    expect((await apisOf(root)).length).toBeGreaterThan(60);
    expect(await failuresOf(root, ['1', '2', '3'])).toEqual([]);
  });

  it.each(['notes-3.1.yaml', 'tree-3.0.json'])('of %s', async name => {
    expect(await failuresOf(parse(readFileSync(join(fixtures, name), 'utf8')), ['1', '2'])).toEqual([]);
  });

  it.skipIf(!existsSync(restbench)).each(['tmdb_oas.json', 'spotify_oas.json'])(
    `of RestBench's %s${existsSync(restbench) ? '' : ' (pack absent)'}`,
    async name => {
      expect(await failuresOf(JSON.parse(readFileSync(join(restbench, name), 'utf8')), ['1'])).toEqual([]);
    },
  );
});

describe('the reader of the document', () => {
  it('sees whatever is wrong with a request', async () => {
    const root = {
      openapi: '3.0.0',
      servers: [{ url: 'https://a.example/v1' }],
      paths: {
        '/pets/{id}': {
          put: {
            parameters: [
              { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
              { name: 'tags', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string' } } },
              { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
            ],
            requestBody: { content: { 'application/json': { schema: { type: 'array', items: {} } } } },
          },
        },
      },
    };
    const [api] = await apisOf(root);
    if (api === undefined || api.invocation.kind !== 'http') throw new Error('no API');
    const args = { id: 7, tags: ['a', 'b,c'], 'X-Trace': 't', body: [1] };
    const built = buildRequest(api.invocation, args);
    if (built.kind !== 'request') throw new Error(built.kind);
    const { request } = built;
    const check = (change: object) => checkRequest(root, api, args, { ...request, ...change });
    expect(check({})).toEqual([]);
    expect(check({ method: 'POST' })).toEqual(['method: POST']);
    expect(check({ url: request.url.replace('/v1', '') })).toEqual([expect.stringMatching(/^path: /)]);
    expect(check({ url: request.url.replace('/7', '/8') })).toEqual(['path simple: differs']);
    expect(check({ url: request.url.replace('%2C', ',') })).toEqual([]); // the joined text is the same
    expect(check({ url: request.url.replace('a,', '') })).toEqual([expect.stringMatching(/^query form: differs/)]);
    expect(check({ url: `${request.url}&more=1` })).toEqual(['query: more is no parameter of the document']);
    expect(check({ headers: { ...request.headers, 'x-trace': 'u' } })).toEqual(['header simple: differs']);
    expect(check({ headers: { ...request.headers, 'x-other': 'u' } })).toEqual([
      'header: x-other is no parameter of the document',
    ]);
    expect(check({ body: '[2]' })).toEqual(['body application/json: differs']);
    expect(check({ body: undefined })).toEqual(['body: not there though arguments were given for it']);
    expect(check({ headers: { ...request.headers, 'content-type': 'text/plain' } })).toEqual([
      'body: text/plain is not among application/json',
    ]);
  });
});
