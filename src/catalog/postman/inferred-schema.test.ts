import { expect, it } from 'vitest';
import { inferredSchema } from './inferred-schema.js';

it('tells the types of a value, nothing required', () => {
  expect(inferredSchema({ name: 'Rex', age: 3, tame: true, owner: null, tags: ['a'], at: {} })).toEqual({
    type: 'object',
    properties: {
      name: { type: 'string' },
      age: { type: 'number' },
      tame: { type: 'boolean' },
      owner: {},
      tags: { type: 'array', items: { type: 'string' } },
      at: { type: 'object' },
    },
  });
});

it('takes the items of a list together', () => {
  const both = { type: 'object', properties: { a: { type: 'number' }, b: { type: 'string' } } };
  expect(inferredSchema([{ a: 1 }, { a: null, b: 'x' }])).toEqual({ type: 'array', items: both });
  expect(inferredSchema([1, 'x'])).toEqual({ type: 'array' });
  expect(inferredSchema([[1], ['x']])).toEqual({ type: 'array', items: { type: 'array' } });
  expect(inferredSchema([])).toEqual({ type: 'array' });
});

it('ends at values made to harm', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i += 1) deep = [deep];
  expect(JSON.stringify(inferredSchema(deep as never)).length).toBeLessThan(500);
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`p${i}`, i]));
  expect(Object.keys(inferredSchema(wide)['properties'] as object)).toHaveLength(200);
});
