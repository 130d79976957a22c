import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { collectApis } from '../collect-apis.js';
import { openapiImporter } from './openapi.js';

/** How a body of a media type is sent, and the schemas of its arguments. */
async function compiled(contentType: string, media: JsonObject): Promise<{ body: unknown; args: unknown }> {
  const operation = { requestBody: { required: true, content: { [contentType]: media } } };
  const root = { openapi: '3.0.0', info: { title: 'a' }, paths: { '/a': { post: operation } } };
  const stdin = (async function* () {
    yield Buffer.from(JSON.stringify(root));
  })();
  const [api] = await collectApis('c', openapiImporter.read('-', { stdin }));
  if (api?.invocation.kind !== 'http') throw new Error('no API');
  const { required: _required, ...body } = api.invocation.body ?? {};
  return { body, args: api.parameters['properties'] };
}

const whole = { kind: 'whole', argument: 'body' };
const object = { type: 'object', properties: { a: { type: 'string' } } };
const file = expect.objectContaining({ required: ['contentBase64'] });

describe('a body', () => {
  it.each<[string, JsonObject, string, unknown]>([
    ['*/*', { schema: object }, 'application/json', undefined],
    ['', { schema: object }, 'application/json', undefined],
    ['*/*', { schema: { type: 'string' } }, 'text/plain', { type: 'string' }],
    ['*/*', { schema: { type: 'string', format: 'binary' } }, 'application/octet-stream', file],
    ['application/jwt', { schema: { type: 'string' } }, 'application/jwt', { type: 'string' }],
    ['application/yaml', { schema: object }, 'application/yaml', undefined],
    [
      'application/x-ndjson',
      { schema: { type: 'array', items: {} } },
      'application/x-ndjson',
      { type: 'array', items: {} },
    ],
    ['application/octet-stream', { schema: { type: 'string' } }, 'application/octet-stream', file],
    ['image/png', {}, 'image/png', file],
    ['text/csv', {}, 'text/csv', { type: 'string' }],
    [
      'application/x-www-form-urlencoded',
      { schema: { type: 'string' } },
      'application/x-www-form-urlencoded',
      { type: 'string' },
    ],
    ['multipart/form-data', {}, 'multipart/form-data', { type: 'object', additionalProperties: expect.anything() }],
  ])('of %j with %j is sent as %s', async (given, media, contentType, schema) => {
    const { body, args } = await compiled(given, media);
    if (schema === undefined) {
      expect(body).toEqual({ contentType, shape: { kind: 'fields', arguments: { a: 'a' } } });
    } else {
      expect(body).toEqual({ contentType, shape: whole });
      expect(args).toEqual({ body: schema });
    }
  });

  it('that is a form and described as a file has one field for it', async () => {
    const { body, args } = await compiled('multipart/form-data', { schema: { type: 'string', format: 'binary' } });
    expect(body).toEqual({
      contentType: 'multipart/form-data',
      shape: { kind: 'fields', arguments: { file: 'file' } },
      encoding: { file: { file: true } },
    });
    expect(args).toEqual({ file });
  });

  it('of a misspelt form is a form', async () => {
    const { body } = await compiled('application/form-data', { schema: object });
    expect(body).toMatchObject({ contentType: 'multipart/form-data', shape: { kind: 'fields' } });
  });
});
