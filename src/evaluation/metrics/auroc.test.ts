import { expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { auroc, byScore, countedAuroc, type ScoredLabel } from './auroc.js';

const labels = (positives: readonly number[], negatives: readonly number[]): ScoredLabel[] => [
  ...positives.map(score => ({ score, positive: true })),
  ...negatives.map(score => ({ score, positive: false })),
];

it('gives the worked example', () => {
  expect(auroc(labels([0.9, 0.7], [0.8, 0.7]))).toBe(0.625);
});

it.each([
  [[1, 2], [0], 1],
  [[0], [1, 2], 0],
  [[3, 3], [3], 0.5],
  [[1], [], undefined],
  [[], [1], undefined],
] as const)('positives %j, negatives %j → %d', (positives, negatives, expected) => {
  expect(auroc(labels(positives, negatives))).toBe(expected);
});

it('is the share of pairs in order', () => {
  const random = seededRandom(2);
  const scores = (count: number) => Array.from({ length: count }, () => random.integer(8));
  const [positives, negatives] = [scores(30), scores(40)];
  const won = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
  const pairs: number[] = positives.flatMap(a => negatives.map(b => won(a, b)));
  const expected = pairs.reduce((sum, each) => sum + each, 0) / pairs.length;
  expect(auroc(labels(positives, negatives))).toBeCloseTo(expected, 12);
});

it('counts labels as often as it is told', () => {
  const sorted = byScore(labels([0.9, 0.7], [0.8]));
  const counts = [0, 3, 2];
  expect(countedAuroc(sorted, i => counts[i] ?? 0)).toBe(auroc(labels([0.9, 0.9], [0.8, 0.8, 0.8])));
});
