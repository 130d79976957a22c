import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDenseIndex } from '../dense/dense-retriever.js';
import { wordEmbedder } from '../dense/word-embedder.contract.js';
import { lexicalIndexOver } from '../lexical/lexical-retriever.js';
import { loadFrom } from '../load-from.js';
import { sampleApi } from '../retriever.contract.js';
import { denseArms } from './dense-arms.js';

const apis = [
  sampleApi('sky/city', { title: 'weather of a city' }),
  sampleApi('sky/gold', { title: 'price of gold' }),
  sampleApi('sky/lost', { title: 'weather at sea' }),
];

it('answers in the numbers of the lexical index, and passes over what only one index has', async () => {
  const embedder = wordEmbedder();
  const known = apis.slice(0, 2);
  const { index } = await openDenseIndex({
    folder: mkdtempSync(join(tmpdir(), 'capuchin-arms-')),
    collections: [{ name: 'sky', fingerprint: '1' }],
    load: loadFrom(known),
    rebuild: () => known,
    embedder: async () => embedder,
  });
  const lexical = await lexicalIndexOver(apis);
  const arm = await denseArms(lexical, index, embedder)('weather of a city', ['price of gold']);
  const number = (id: string) => lexical.documentOf(`sky/${id}`) as number;
  expect([...new Set(arm.nearest)].sort()).toEqual([number('city'), number('gold')].sort());

  const documents = Uint32Array.of(number('lost'), number('gold'), number('city'));
  const { whole, clauses } = arm.evidence(documents);
  expect(whole[0]).toBe(0);
  expect(whole[2]).toBeCloseTo(1, 1);
  expect(clauses[0]?.[1]).toBeCloseTo(1, 1);
  expect(clauses[0]?.[2]).toBeLessThan(0.9);
});
