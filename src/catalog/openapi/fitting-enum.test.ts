import { expect, it } from 'vitest';
import { withFittingEnum } from './fitting-enum.js';

it.each([
  [
    { type: 'string', enum: [true, false, 1, 'a'] },
    { type: 'string', enum: ['true', 'false', '1', 'a'] },
  ],
  [
    { type: 'integer', enum: ['1', '2.5', 'x', 3] },
    { type: 'integer', enum: [1, '2.5', 'x', 3] },
  ],
  [
    { type: 'boolean', enum: ['true', 'no'] },
    { type: 'boolean', enum: [true, 'no'] },
  ],
  [
    { type: 'array', enum: ['a', 'b'], items: { type: 'string' } },
    { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
  ],
  [
    { type: 'array', enum: ['a'] },
    { type: 'array', items: { enum: ['a'] } },
  ],
  [{ type: 'integer', enum: ['1 (One)', '2 (Two)'] }, { type: 'integer' }],
])('makes %j %j', (given, mended) => {
  expect(withFittingEnum(given)).toEqual(mended);
});

it.each([
  { type: 'string', enum: ['a', null] },
  { enum: [1, 'a'] },
  { type: ['string', 'boolean'], enum: [true] },
  { type: 'array', enum: [['a'], ['b']] },
  { type: 'string' },
])('leaves %j as it is', schema => {
  expect(withFittingEnum(schema)).toBe(schema);
});
