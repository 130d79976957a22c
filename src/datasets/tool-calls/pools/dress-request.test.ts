import { expect, it } from 'vitest';
import { seededRandom } from '../../../base/index.js';
import { dressRequest } from './dress-request.js';

it('keeps the words of the request in every dress', () => {
  const random = seededRandom(4);
  const dressed = new Set(Array.from({ length: 200 }, () => dressRequest('Is 97 prime?', random)));
  expect(dressed.size).toBeGreaterThan(25);
  expect([...dressed].filter(text => !text.toLowerCase().includes('is 97 prime'))).toEqual([]);
  expect([...dressed].some(text => text === 'Is 97 prime')).toBe(true);
});
