import { expect, it } from 'vitest';
import { accuracyOf, type PlannersReport } from '../evaluation/index.js';
import { plannerLines } from './planner-lines.js';

const score = (faults: readonly (string | undefined)[], modelCalls: number) => ({
  passed: accuracyOf(faults),
  byCalls: { 2: accuracyOf(faults) },
  modelCalls,
  apiCalls: 2,
  attempts: 1,
});

it('shows how often each planner was right, what it took, and how it compares with the first', () => {
  const report: PlannersReport = {
    planners: { chain: score(['wrong-answer', undefined], 3), dfsdt: score([undefined, undefined], 4.25) },
    pairs: [
      {
        planner: 'dfsdt',
        against: 'chain',
        n: 2,
        first: 0.5,
        second: 1,
        difference: 0.5,
        interval: [-0.1, 1],
        pValue: 0.25,
        wins: 1,
        ties: 1,
        losses: 0,
      },
    ],
    notDrivable: { judged: 'not its part' },
  };
  const head = { model: 'm', requests: 2, seeds: 1, budget: 24, attempts: 1, k: 8, offered: 'all' };
  expect(plannerLines(head, report, 120)).toEqual([
    'm: 2 requests, 1 runs of each, 24 model calls a run, 1 attempts at the most',
    'offered: 8 functions: all',
    '',
    'planner  n  right           95 %  wrong',
    'chain    2   50.0    9.5 to 90.5  1 wrong-answer',
    'dfsdt    2  100.0  34.2 to 100.0',
    '',
    'planner  2 calls  3 calls  4 calls  model calls  API calls    attempts',
    'chain       50.0                           3.00       2.00        1.00',
    'dfsdt      100.0                           4.25       2.00        1.00',
    '',
    'dfsdt − chain: +50.0 (−10.0 to +100.0), p = 0.2500; better on 1 requests, as good on 1, worse on 0',
    'judged was not run: not its part',
  ]);
});
