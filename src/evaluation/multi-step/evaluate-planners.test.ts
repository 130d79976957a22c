import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CapuchinError } from '../../base/index.js';
import { type Api, collectApis, functionsImporter } from '../../catalog/index.js';
import { scripted } from '../../models/index.js';
import { chain, dfsdt } from '../../planning/index.js';
import type { Retriever } from '../../retrieval/index.js';
import { evaluatePlanners, type PlannersEvaluation } from './evaluate-planners.js';
import { fallibleModel } from './fallible/fallible-model.js';
import { errorKinds, type FallibleRates } from './fallible/fallible-rates.js';
import { readMultiStepRequests } from './multi-step-request.js';
import { toolboxExecutor } from './toolbox-executor.js';

const list = await collectApis('toolbox', functionsImporter.read('builtin:toolbox'));
const apis = new Map(list.map(api => [api.title, api]));
const all = await readMultiStepRequests(resolve('examples/multi-step.jsonl'));
const requests = all.filter(({ answer }, i) => i % 5 === 0 || answer.equals !== undefined);
const errors = Object.fromEntries(errorKinds.map(kind => [kind, 0])) as FallibleRates['errors'];
const steady: FallibleRates = { errors, habit: 0, notices: 1, doubts: 0, recovers: 1, insists: 1 };

/** Finds the first functions of the toolbox, whatever is asked. */
const retriever: Retriever = {
  search: async (_query, k) => list.slice(0, k).map((api: Api, i) => ({ api, score: k - i })),
};

const evaluation: PlannersEvaluation = {
  contestants: [
    { name: 'chain', make: chain },
    { name: 'dfsdt', make: dfsdt },
  ],
  requests,
  apis,
  modelFor: (request, seed) => fallibleModel({ request, apis, rates: steady, seed }),
  seeds: [0],
  maxModelCalls: 24,
  retriever,
  retrieverName: 'fixed',
  k: 6,
  executor: toolboxExecutor({ now: () => Date.UTC(2026, 0, 5, 12), seed: 0 }),
  now: () => 0,
};

describe('evaluatePlanners', () => {
  it('passes everything where the model makes no errors, with a model call for each call and the answer', async () => {
    const { planners, pairs, notDrivable } = await evaluatePlanners(evaluation);
    const calls = requests.reduce((sum, { plan }) => sum + plan.length, 0) / requests.length;
    for (const name of ['chain', 'dfsdt']) {
      expect(planners[name]).toMatchObject({
        passed: { accuracy: 1, total: requests.length, errors: {} },
        modelCalls: calls + 1,
        apiCalls: calls,
        attempts: 1,
      });
    }
    expect(pairs).toMatchObject([{ planner: 'dfsdt', against: 'chain', difference: 0, interval: [0, 0] }]);
    expect(notDrivable).toEqual({});
  }, 60_000);

  const one = { ...evaluation, requests: requests.slice(0, 1) };

  it('gives every planner the same number of model calls and begins again until they are spent', async () => {
    const broken = () => scripted(() => ({ name: 'easter_date', arguments: '{' }));
    const { planners } = await evaluatePlanners({ ...one, modelFor: broken, maxModelCalls: 20 });
    expect(Object.values(planners).map(({ modelCalls, apiCalls }) => [modelCalls, apiCalls])).toEqual([
      [20, 0],
      [20, 0],
    ]);
    expect(planners['chain']?.attempts).toBeGreaterThan(1);
    const once = await evaluatePlanners({ ...one, modelFor: broken, maxModelCalls: 20, maxAttempts: 1 });
    expect(once.planners['chain']).toMatchObject({ modelCalls: 3, attempts: 1, passed: { errors: { 'gave-up': 1 } } });
  });

  it('stops at the first answer, right or wrong', async () => {
    const hasty = () =>
      scripted((_request, i) => (i === 0 ? { name: 'easter_date', arguments: { year: 2028 } } : 'It is in April.'));
    const { planners } = await evaluatePlanners({ ...one, modelFor: hasty });
    expect(planners['chain']).toMatchObject({ modelCalls: 2, attempts: 1, passed: { errors: { 'wrong-answer': 1 } } });
  });

  it('names planners that the model has no part for, and throws what else a model throws', async () => {
    const failing = (code: string) => () => scripted(() => new CapuchinError(code, 'not my part'));
    const { planners, notDrivable } = await evaluatePlanners({ ...one, modelFor: failing('not-played') });
    expect([planners, notDrivable]).toEqual([{}, { chain: 'not my part', dfsdt: 'not my part' }]);
    await expect(evaluatePlanners({ ...one, modelFor: failing('model-failed') })).rejects.toThrow('not my part');
  });

  it('offers what is needed unless it is told to search alone, and ends with its signal', async () => {
    const names = new Set<string>();
    const looking = () =>
      scripted(({ tools = [] }) => {
        for (const { name } of tools) names.add(name);
        return 'none';
      });
    await evaluatePlanners({ ...one, contestants: evaluation.contestants.slice(0, 1), modelFor: looking });
    expect([...names].slice(-3)).toEqual(['easter_date', 'add_to_date', 'format_date']);
    expect(names.size).toBe(6);
    names.clear();
    await evaluatePlanners({
      ...one,
      searchOnly: true,
      contestants: evaluation.contestants.slice(0, 1),
      modelFor: looking,
    });
    expect([...names]).toEqual(list.slice(0, 6).map(({ name }) => name));
    await expect(evaluatePlanners({ ...one, signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
  });
});
