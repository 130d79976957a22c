import { expect, it } from 'vitest';
import type { FitReport } from '../evaluation/index.js';
import { comparisonLines, fitLines, reportLines } from './score-lines.js';

const all = <T>(value: T) => ({
  'ndcg@1': value,
  'ndcg@3': value,
  'ndcg@5': value,
  'recall@5': value,
  'recall@10': value,
  'coverage@5': value,
  'coverage@10': value,
  mrr: value,
});
const trimmed = (lines: readonly string[]) => lines.map(line => line.replace(/ {2,}/g, ' | '));

it('shows splits, all, and how sure all is', () => {
  const report = {
    queries: 3,
    queriesWithoutAnswer: 0,
    unknownApis: 0,
    overall: all(0.5),
    intervals: all([0.4, 0.62] as const),
    splits: { I1: { queries: 2, ...all(0.25) } },
  };
  const lines = trimmed(reportLines('bm25', report, 200));
  expect(lines[0]).toMatch(/^bm25 \| n \| ndcg@1 \| ndcg@3 .* mrr$/);
  expect(lines[1]).toMatch(/^I1 \| 2 \| 25\.00/);
  expect(lines[2]).toMatch(/^all \| 3 \| 50\.00/);
  expect(lines[3]).toMatch(/^ \| ±11\.00/);
});

it('shows differences with their signs', () => {
  const compared = { n: 4, first: 0.5, second: 0.25, difference: -0.25, interval: [-0.5, 0.01] as const };
  const lines = trimmed(
    comparisonLines('a', 'b', all({ ...compared, pValue: 0.25, wins: 0, ties: 3, losses: 1 }), 200),
  );
  expect(lines[1]).toBe('ndcg@1 | 50.00 | 25.00 | -25.00 | -50.00 to +1.00 | 0.2500 | 0 | 3 | 1');
  expect(lines).toHaveLength(9);
});

it('shows how well a probability holds, and its tenths', () => {
  const scores = { rows: 2, answerable: 1, accuracy: 0.5, brier: 0.2, calibrationError: 0.1 };
  const report: FitReport = {
    ...scores,
    auroc: 0.75,
    intervals: { auroc: [0.7, 0.8], accuracy: [0.4, 0.6], brier: [0.1, 0.3] },
    reliability: [
      { from: 0, to: 0.5, count: 0 },
      { from: 0.5, to: 1, count: 2, meanPredicted: 0.7, observed: 0.5 },
    ],
    splits: { easy: scores },
  };
  expect(trimmed(fitLines('fused', report, 200))).toEqual([
    'fused | n | answerable | auroc | accuracy | brier | calibration error',
    'easy | 2 | 1 | 0.5000 | 0.2000 | 0.1000',
    'all | 2 | 1 | 0.7500 | 0.5000 | 0.2000 | 0.1000',
    ' | ±0.0500 | ±0.1000 | ±0.1000',
    '',
    'probability | n | mean | answerable',
    '0.0 to 0.5 | 0',
    '0.5 to 1.0 | 2 | 0.700 | 0.500',
  ]);
});
