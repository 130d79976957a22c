import { expect, it } from 'vitest';
import { plainAnalyzer } from '../analysis/plain-analyzer.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import { bm25Retriever, retrieverOver } from './bm25-retriever.js';
import { buildSegment } from './build-segment.js';

retrieverContract('retrieverOver', apis => retrieverOver(apis));

it('leaves out APIs that are gone', async () => {
  const apis = [sampleApi('a/1', { document: 'x' }), sampleApi('a/2', { document: 'x' })];
  const segment = await buildSegment({ collection: 'a', fingerprint: '', apis }, plainAnalyzer);
  const retriever = bm25Retriever([segment], plainAnalyzer, () => apis.slice(1));
  expect((await retriever.search('x', 2)).map(hit => hit.api.id)).toEqual(['a/2']);
});
