import { expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { collectApis } from '../collect-apis.js';
import { openapiImporter } from './openapi.js';

async function argumentsOf(path: string, parameters: readonly JsonObject[]): Promise<string[]> {
  const root = { openapi: '3.0.0', info: { title: 'a' }, paths: { [path]: { get: { parameters } } } };
  const stdin = (async function* () {
    yield Buffer.from(JSON.stringify(root));
  })();
  const [api] = await collectApis('c', openapiImporter.read('-', { stdin }));
  if (api?.invocation.kind !== 'http') throw new Error('no API');
  return api.invocation.parameters.map(({ name, in: place }) => `${place} ${name}`);
}

const parameter = (place: string, name: string) => ({ in: place, name, schema: { type: 'string' } });

it('takes a name in the path for a path parameter, and one in its query for the query parameter of that name', async () => {
  expect(await argumentsOf('/a/{id}?q={q}&page={page}', [parameter('query', 'q'), parameter('path', 'page')])).toEqual([
    'path page',
    'path id',
    'query q',
  ]);
});

it('leaves out headers that belong to the connection', async () => {
  const headers = ['Accept', 'Content-Encoding', 'Host', 'Via', 'X-Trace'].map(name => parameter('header', name));
  expect(await argumentsOf('/a', headers)).toEqual(['header X-Trace']);
});
