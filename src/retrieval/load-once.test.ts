import { expect, it } from 'vitest';
import { loadOnce } from './load-once.js';
import { sampleApi } from './retriever.contract.js';

it('asks for what it does not know yet, and for what is gone only once', async () => {
  const asked: (readonly string[])[] = [];
  const apis = [sampleApi('shop/a'), sampleApi('shop/b')];
  const load = loadOnce(ids => {
    asked.push(ids);
    return apis.filter(({ id }) => ids.includes(id));
  });
  expect(await load(['shop/b', 'shop/gone', 'shop/b'])).toEqual([apis[1]]);
  expect(await load(['shop/a', 'shop/b', 'shop/gone'])).toEqual([apis[0], apis[1]]);
  expect(await load(['shop/b'])).toEqual([apis[1]]);
  expect(asked).toEqual([['shop/b', 'shop/gone'], ['shop/a']]);
});
