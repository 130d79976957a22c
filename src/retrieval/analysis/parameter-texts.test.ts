import { expect, it } from 'vitest';
import type { JsonSchema } from '../../base/index.js';
import { parameterTexts } from './parameter-texts.js';

it('gives names, descriptions and listed values, nested ones after', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      to: { type: 'object', properties: { city: { type: 'string', description: 'where' } } },
      unit: { enum: ['km', 'mile', 3] },
      tags: { type: 'array', items: { type: 'object', properties: { label: {} } } },
      odd: true,
    },
  };
  expect(parameterTexts(schema)).toEqual(['to', 'unit', 'km', 'mile', 'tags', 'odd', 'city', 'where', 'label']);
});

it('bounds what it reads', () => {
  const wide = { properties: Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`p${i}`, {}])) };
  expect(parameterTexts(wide)).toHaveLength(200);
  let deep: JsonSchema = {};
  for (let i = 0; i < 10; i++) deep = { properties: { [`level${10 - i}`]: deep } };
  expect(parameterTexts(deep)).toEqual(['level1', 'level2', 'level3']);
  expect(parameterTexts({})).toEqual([]);
});
