import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { openApiDocument } from './document.js';
import { serversOf } from './servers.js';

function urls(root: JsonObject, url?: string, operation: JsonObject = {}, pathItem: JsonObject = {}) {
  const document = openApiDocument(root, 'test', url);
  const place = { path: '/', method: 'get' as const, pointer: '#', operation, pathItem };
  return serversOf(document, place).map(server => server.url);
}

describe('serversOf', () => {
  it('takes the nearest level that names servers', () => {
    const servers = (url: string) => ({ servers: [{ url }] });
    const root = { openapi: '3.0.0', ...servers('https://document') };
    expect(urls(root, undefined, servers('https://operation'), servers('https://path'))).toEqual(['https://operation']);
    expect(urls(root, undefined, {}, servers('https://path'))).toEqual(['https://path']);
    expect(urls(root)).toEqual(['https://document']);
  });

  it('completes relative addresses from where the document was fetched', () => {
    const from = 'https://docs.example/api/openapi.json';
    const root = (...given: string[]) => ({ openapi: '3.1.0', servers: given.map(url => ({ url })) });
    expect(urls(root('/v1/', 'v2', '../v3', '//cdn.example/v4', '{scheme}://x', '/{tenant}/v5'), from)).toEqual([
      'https://docs.example/v1',
      'https://docs.example/api/v2',
      'https://docs.example/v3',
      'https://cdn.example/v4',
      '{scheme}://x',
      'https://docs.example/{tenant}/v5',
    ]);
    expect(urls({ openapi: '3.1.0' }, from)).toEqual(['https://docs.example']);
  });

  it('puts an encrypted address before its twin that is not', () => {
    const servers = ['http://a.example/v1', 'http://b.example', 'https://a.example/v1'].map(url => ({ url }));
    expect(urls({ openapi: '3.0.0', servers })).toEqual([
      'http://b.example',
      'https://a.example/v1',
      'http://a.example/v1',
    ]);
  });

  it('keeps a relative address that nothing completes, and leaves out other protocols', () => {
    expect(urls({ openapi: '3.0.0', servers: [{ url: '/v1' }, { url: 'ws://x' }, { url: 7 }] })).toEqual(['/v1']);
    expect(urls({ openapi: '3.0.0' })).toEqual([]);
  });

  it('reads schemes, host and basePath of Swagger 2.0, https first', () => {
    const root = { swagger: '2.0', host: 'a.example', basePath: '/v1/', schemes: ['http', 'https', 'ws'] };
    expect(urls(root)).toEqual(['https://a.example/v1', 'http://a.example/v1']);
    expect(urls({ swagger: '2.0', basePath: '/v1' }, 'http://b.example:8080/swagger.json')).toEqual([
      'http://b.example:8080/v1',
    ]);
  });
});
