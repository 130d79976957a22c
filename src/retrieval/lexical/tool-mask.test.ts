import { expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import { lexical } from './lexical.js';
import { placeParts } from './placed-part.js';
import { collectionOf, partOfApis } from './random-apis.contract.js';
import { toolMask } from './tool-mask.js';

it('marks the documents of wanted tools, asking for each tool once', async () => {
  const ofA = [
    sampleApi('a/1', { tool: 'sky' }),
    sampleApi('a/2', { tool: 'shop' }),
    sampleApi('a/3', { tool: 'sky' }),
    sampleApi('a/4'), // a tool of its own
  ];
  const collections = [
    await collectionOf('b', await partOfApis([sampleApi('b/1', { tool: 'sky' })])),
    await collectionOf('a', await partOfApis(ofA)),
  ];
  const index = lexical(collections);
  const wantedTools = ['a/1', 'a/4'].map(id => index.toolOf(index.documentOf(id)!));
  const asked: number[] = [];
  const mask = toolMask(placeParts(collections), tool => {
    asked.push(tool);
    return wantedTools.includes(tool);
  });
  expect([...mask]).toEqual([1, 0, 1, 1, 0]);
  expect(asked).toEqual([0, 1, 2, 3]);
});

it('is empty without parts', () => {
  expect(toolMask([], () => true)).toEqual(new Uint8Array(0));
});
