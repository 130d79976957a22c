import { expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { typedArguments, typedSchema } from './typed-schema.js';

it.each<[JsonValue, object]>([
  [
    { type: 'float', default: 5 },
    { type: 'number', default: 5 },
  ],
  [
    { type: 'tuple', items: { type: 'int' } },
    { type: 'array', items: { type: 'integer' }, 'x-type': 'tuple' },
  ],
  [
    { type: 'HashMap', additionalProperties: { type: 'str' } },
    { type: 'object', additionalProperties: { type: 'string' }, 'x-type': 'HashMap' },
  ],
  [
    { type: 'any', description: 'whatever' },
    { description: 'whatever', 'x-type': 'any' },
  ],
  [
    { type: 'String', enum: ['a', 'b'], optional: true, default: null },
    { type: 'string', enum: ['a', 'b'] },
  ],
  [{ type: 'integer', default: 'ten' }, { type: 'integer' }],
  [{ type: ['string', 'null'] }, {}],
  ['str', {}],
])('%j', (given, schema) => {
  expect(typedSchema(given)).toEqual(schema);
});

it('describes arguments as an object, requiring only what there is', () => {
  const place = { type: 'dict', properties: { lat: { type: 'double' } }, required: ['lat'] };
  const given = { type: 'dict', properties: { place, __proto__: 1 }, required: ['place', 'gone', 'place'] };
  expect(typedArguments(given)).toEqual({
    type: 'object',
    properties: {
      place: { type: 'object', properties: { lat: { type: 'number', 'x-type': 'double' } }, required: ['lat'] },
    },
    required: ['place'],
  });
  expect(typedArguments(null)).toEqual({ type: 'object', properties: {} });
});

it('reads no deeper than schemas are', () => {
  let schema: JsonValue = { type: 'int' };
  for (let i = 0; i < 10_000; i++) schema = { type: 'list', items: schema };
  expect(JSON.stringify(typedSchema(schema))).toMatch(/\{"type":"array","items":\{\}\}\}+$/);
});
