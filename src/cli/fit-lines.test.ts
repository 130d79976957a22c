import { expect, it } from 'vitest';
import { fitLines } from './fit-lines.js';

const judged = { probability: 0.716, threshold: 0.26, hitCount: 5, unmatched: [] };

it('says how likely it is that something fits', () => {
  expect(fitLines(judged)).toEqual(['72 % likely that one of these answers it']);
  expect(fitLines({ ...judged, hitCount: 1, probability: 1 })).toEqual([
    '99 % likely that one of the best 5 answers it',
  ]);
});

it('says below the threshold that nothing is likely to, and which words no hit has', () => {
  expect(fitLines({ ...judged, probability: 0.001, unmatched: ['Klingon', 'jazz'] })).toEqual([
    'none of these is likely to fit (1 %)',
    'no match for: Klingon, jazz',
  ]);
  expect(fitLines({ ...judged, hitCount: 1, probability: 0.2599 })).toEqual([
    'none of the best 5 is likely to fit (26 %)',
  ]);
});

it('says nothing of no hits', () => {
  expect(fitLines({ ...judged, hitCount: 0, probability: 0, unmatched: ['jazz'] })).toEqual([]);
});
