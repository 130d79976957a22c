import { expect, it } from 'vitest';
import { firstItems } from './first-items.js';

it.each([
  [0, [], 0],
  [2, [1, 2], 2],
  [9, [1, 2, 3], 3],
  [undefined, [1, 2, 3], 3],
])('the first %j are %j', async (count, expected, asked) => {
  let given = 0;
  async function* items() {
    for (const item of [1, 2, 3]) {
      given += 1;
      yield item;
    }
  }
  const taken: number[] = [];
  for await (const item of firstItems(items(), count)) taken.push(item);
  expect(taken).toEqual(expected);
  expect(given).toBe(asked);
});
