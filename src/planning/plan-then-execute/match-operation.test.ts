import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Api, collectApis, openapiImporter } from '../../catalog/index.js';
import { testApi } from '../planner.contract.js';
import { matchOperation, operationOf } from './match-operation.js';

function http(name: string, method: 'GET' | 'POST', path: string): Api {
  const invocation = { kind: 'http', method, path, servers: [], parameters: [], security: [] } as const;
  return { ...testApi(name), invocation };
}

describe('matchOperation', () => {
  const apis = [
    http('latest', 'GET', '/movie/latest'),
    http('movie', 'GET', '/movie/{movie_id}'),
    http('image', 'GET', '/v1/{name}.{format}'),
    http('list', 'GET', '/{kind}/{id}'),
    http('rate', 'POST', '/movie/{movie_id}'),
    testApi('convert_units'),
  ];
  const match = (text: string) => matchOperation(text, apis)?.name;

  it.each<[string, string | undefined]>([
    ['GET /movie/latest to get the newest movie', 'latest'],
    ['GET /movie/12 to get its details', 'movie'],
    ['GET /movie/{movie_id} to get its details', 'movie'],
    ['Use POST /movie/12 with the value 8.', 'rate'],
    ['GET /movie/12?language=en&x=/a/b to read', 'movie'],
    ['GET /tv/12 to get a show', 'list'],
    ['`GET /movie/12`.', 'movie'],
    ['GET /v1/cat.png', 'image'],
    ['convert_units to miles', 'convert_units'],
    ['- `convert_units`: 3 km', 'convert_units'],
    ['movie  GET /movie/latest', 'movie'],
    ['GET /movie/12/credits to get the cast', undefined],
    ['GET /movie/ to get all', undefined],
    ['DELETE /movie/12', undefined],
    ['get the movie 12', undefined],
    ['Please convert_units', undefined],
    ['', undefined],
  ])('finds in %j the API %s', (text, name) => {
    expect(match(text)).toBe(name);
  });

  it('takes a template at its word: an exact path wins wherever it stands, and letters that patterns know mean themselves', () => {
    const other = [http('any', 'GET', '/a/{id}'), http('sum', 'GET', '/a/b+c')];
    expect(matchOperation('GET /a/b+c', other)?.name).toBe('sum');
    expect(matchOperation('GET /a/bbc', [other[1] as Api])).toBeUndefined();
  });

  it('is not held up by a hostile template', () => {
    const hostile = http('hostile', 'GET', `/${'{a}a'.repeat(200)}b`);
    expect(matchOperation(`GET /${'a'.repeat(20_000)}`, [hostile])).toBeUndefined();
  });

  const pack = join(import.meta.dirname, '../../../../shared/data/restbench');
  const isThere = existsSync(pack);
  it.skipIf(!isThere)(`resolves RestBench's calls to its own operations${isThere ? '' : ': pack absent'}`, async () => {
    const resolved: Record<string, [number, number]> = {};
    const unresolved: string[] = [];
    for (const name of ['tmdb', 'spotify']) {
      const source = join(pack, `specs/${name}_oas.json`);
      const apis = await collectApis(name, openapiImporter.read(source));
      const rows = JSON.parse(readFileSync(join(pack, `${name}.json`), 'utf8')) as { solution: string[] }[];
      const gold = rows.flatMap(({ solution }) => solution).map(text => text.trim().replace(/\s+/g, ' '));
      const right = gold.filter(text => {
        const found = matchOperation(text.replace(/\{[^}]*\}/g, '42'), apis);
        const isRight = found !== undefined && withoutNames(operationOf(found) ?? '') === withoutNames(text);
        if (!isRight) unresolved.push(text);
        return isRight;
      });
      resolved[name] = [right.length, gold.length];
    }
    expect(resolved).toEqual({ tmdb: [124, 124], spotify: [62, 63] });
    // The document has /tracks/{id} only.
    expect(unresolved).toEqual(['GET /track/{id}']);
  });
});

/** Parameter names differ between some calls and the documents. */
function withoutNames(operation: string): string {
  return operation.replace(/\{[^}]*\}/g, '{}');
}
