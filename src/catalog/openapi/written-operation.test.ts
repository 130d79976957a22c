import { expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { compileWritten } from './written-operation.js';

const servers = [{ url: 'https://api.example' }];
const body = (schema: JsonObject) => ({ content: { 'application/json': { schema } } });

it('compiles one operation with all the schemas it needs', () => {
  const compiled = compileWritten({
    method: 'post',
    path: '/notes',
    operation: {
      summary: 'Add a note',
      requestBody: { required: true, ...body({ $ref: '#/components/schemas/Note' }) },
      responses: { 200: { description: '', ...body({ type: 'array', items: { $ref: '#/components/schemas/Tag' } }) } },
    },
    schemas: {
      Note: { type: 'object', properties: { tag: { $ref: '#/components/schemas/Tag' } }, required: ['tag'] },
      Tag: { type: 'string', enum: ['a', 'b'] },
    },
    servers,
    title: 'Notes',
  });
  const $defs = { Tag: { type: 'string', enum: ['a', 'b'] } };
  expect(compiled).toMatchObject({
    draft: {
      key: 'POST /notes',
      tool: 'Notes',
      provider: 'api.example',
      effect: 'irreversible',
      parameters: { properties: { tag: { $ref: '#/$defs/Tag' } }, required: ['tag'], $defs },
      returns: { type: 'array', items: { $ref: '#/$defs/Tag' }, $defs },
    },
    warnings: [],
  });
});

it('says what is odd, and why there is no API', () => {
  const get = (path: string, operation: unknown) =>
    compileWritten({ method: 'get', path, operation: operation as never, servers, title: 'x' });
  expect(get('/{id}', {})).toMatchObject({ warnings: [expect.stringContaining('has no parameter')] });
  expect(get('/', 'nothing')).toEqual({ refused: 'the operation is string' });
});
