import { describe, expect, it } from 'vitest';
import type { RunStart } from '../trajectory/index.js';
import { budgetLeft } from './budget-left.js';
import { flagsOfRun } from './flags-of-run.js';

const start = (options: RunStart['options']): RunStart => ({
  type: 'run-start',
  format: 'capuchin-run',
  version: 1,
  runId: 'r',
  request: 'x',
  planner: 'chain',
  options,
  model: 'm',
  retriever: 'bm25',
  seed: 4,
  collections: { a: '1', b: '2' },
  capuchin: '0',
});
const plain = {
  model: 'm',
  planner: 'chain',
  collection: ['a', 'b'],
  retriever: 'bm25',
  seed: 4,
  decompose: 'rules',
  budget: {},
};

describe('flagsOfRun', () => {
  it('gives back what the run was asked with, but nothing that permits', () => {
    const options = {
      ...{ k: 3, minFit: 0, decompose: 'off', invent: true, dryRun: true, readOnly: true, simulate: '' },
      ...{ maxTokens: 9, maxCostUsd: null, maxCallsByEffect: { irreversible: 0 } },
      filter: { provider: ['p'], effect: ['read'], authorized: true },
      policy: { version: 1 },
      yes: true,
    };
    expect(flagsOfRun(start(options))).toEqual({
      ...plain,
      ...{ k: 3, minFit: 0, decompose: 'off', invent: true, dryRun: true, readOnly: true, simulate: '' },
      budget: { maxTokens: 9, maxCallsByEffect: { irreversible: 0 } },
      ...{ provider: ['p'], effect: ['read'], authorized: true },
    });
  });

  it('passes over what is of another kind', () => {
    expect(flagsOfRun(start({ k: 'many', filter: [1], record: 7, decompose: 'x', invent: 'yes' }))).toEqual(plain);
  });
});

describe('budgetLeft', () => {
  const spent = {
    tokens: 30,
    costUsd: 1,
    modelCalls: 2,
    elapsedMs: 50,
    calls: { read: 3, reversible: 0, irreversible: 1 },
  };

  it('takes off what was spent, as far as there is a limit', () => {
    expect(budgetLeft({ maxTokens: 20, maxCalls: 10, maxCallsByEffect: { read: 5 } }, spent)).toEqual({
      maxTokens: 0,
      maxCalls: 6,
      maxCallsByEffect: { read: 2 },
    });
    expect(budgetLeft({}, spent)).toEqual({});
  });
});
