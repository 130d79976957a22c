import { describe, expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import { lexicalIndexOver } from './lexical-retriever.js';
import { passesMask } from './passes-mask.js';

describe('passesMask', async () => {
  const apis = [sampleApi('a/1', { provider: 'p' }), sampleApi('a/2', { provider: 'q' }), sampleApi('b/1')];
  const index = await lexicalIndexOver(apis);

  it('lets through the ids of marked documents', () => {
    const passes = passesMask(index, index.mask({ providers: ['p'] }));
    expect(['a/1', 'a/2', 'b/1', 'a/none'].map(passes)).toEqual([true, false, false, false]);
  });

  it('lets everything through without a mask', () => {
    const passes = passesMask(index, undefined);
    expect(['a/1', 'b/1', 'a/none'].map(passes)).toEqual([true, true, true]);
  });
});
