import { expect, it } from 'vitest';
import { featureCount, featurePlace } from '../../retrieval/index.js';
import { modelOf } from './fixtures/made-examples.js';
import { scoreExample } from './score-example.js';

it('counts right APIs that are no candidates as missed', () => {
  const features = new Float32Array(3 * featureCount);
  for (const [place, value] of [0.1, 0.9, 0.5].entries()) features[place * featureCount + featurePlace.rank] = value;
  const example = { features, relevant: Uint8Array.of(0, 0, 1), relevantCount: 2, tools: [] };
  // Second of an ideal of two: 1 / log2(3) of 1 + 1 / log2(3).
  const scores = scoreExample(modelOf('rank'), example);
  expect(scores['ndcg@5']).toBeCloseTo(0.63093 / 1.63093, 5);
  expect(scores['recall@10']).toBe(0.5);
});
