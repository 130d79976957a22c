import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isJsonObject } from '../../base/index.js';
import type { Api } from '../api.js';
import { collectApis } from '../collect-apis.js';
import { openapiImporter } from '../openapi/openapi.js';
import { openapiView } from './openapi-view.js';

const fixture = (name: string) => join(import.meta.dirname, '../openapi/fixtures', name);

async function read(source: string): Promise<Api[]> {
  return collectApis('c', openapiImporter.read(source));
}

async function reread(api: Api): Promise<Api | undefined> {
  const stdin = (async function* () {
    yield Buffer.from(JSON.stringify(openapiView(api)));
  })();
  return (await collectApis('c', openapiImporter.read('-', { stdin })))[0];
}

describe('the OpenAPI view', () => {
  it.each(['pets-2.0.yaml', 'notes-3.1.yaml', 'tree-3.0.json'])(
    'of each operation of %s is called as it is',
    async name => {
      const apis = await read(fixture(name));
      expect(apis.length).toBeGreaterThan(0);
      for (const api of apis) {
        const again = await reread(api);
        expect(expressible(again)).toEqual(expressible(api));
        expect(again?.description).toBe(api.description);
        expect(argumentNames(again)).toEqual(argumentNames(api));
        expect(again?.parameters['required']).toEqual(api.parameters['required']);
      }
    },
  );

  it('is only of HTTP requests', () => {
    const invocation = { kind: 'function', module: 'builtin:toolbox/x', function: 'x' } as const;
    const api = { name: 'add', invocation } as Api;
    expect(() => openapiView(api)).toThrow('add is not an HTTP request, so OpenAPI cannot describe it');
  });
});

/** OpenAPI 3 has no tabs, and says less of schemes that the source does not declare. */
function expressible(api: Api | undefined): unknown {
  return JSON.parse(JSON.stringify(api?.invocation), (_key, value) => {
    if (value === 'tabDelimited') return 'spaceDelimited';
    return value?.type === 'other' ? { ...value, name: 'other' } : value;
  });
}

function argumentNames(api: Api | undefined): string[] {
  const properties = api?.parameters['properties'];
  return Object.keys(isJsonObject(properties) ? properties : {});
}
