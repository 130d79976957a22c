import { expect, it } from 'vitest';
import { taskSchemas } from './task-schemas.js';

it('reads numbers and nulls that are written as texts', () => {
  const property = (schema: object) =>
    taskSchemas({ type: 'object', properties: { a: schema as never } }, undefined, {}).input['properties'];
  expect(property({ type: 'integer', default: '1024', example: '32' })).toEqual({
    a: { type: 'integer', default: 1024, example: 32 },
  });
  expect(property({ type: 'string', nullable: true, default: 'null', example: 'null' })).toEqual({
    a: { type: 'string', nullable: true },
  });
  expect(property({ type: 'string', default: '7' })).toEqual({ a: { type: 'string', default: '7' } });
});
