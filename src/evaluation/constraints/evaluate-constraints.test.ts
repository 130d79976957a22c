import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { checkConstraint, passes, type Retriever } from '../../retrieval/index.js';
import { constraintQuestions } from './constraint-questions.js';
import { constraintWays, evaluateConstraints } from './evaluate-constraints.js';

const model = (name: string, performance: object, category = 'Image classification'): Api => ({
  id: `hub/${name}`,
  name,
  collection: 'hub',
  provider: '',
  tool: 'hub',
  category,
  title: name,
  description: `A network that ${name} classifies images. It is good.`,
  parameters: { type: 'object' },
  effect: 'irreversible',
  examples: [],
  source: { uri: 'test' },
  invocation: { kind: 'code', language: 'python', code: name },
  document: JSON.stringify({ performance }),
});
const apis = [
  model('silent', {}),
  model('big', { dataset: 'ImageNet', accuracy: 0.9, params: '90M' }),
  model('middle', { dataset: 'ImageNet', accuracy: 0.8, params: '25M' }),
  model('small', { dataset: 'ImageNet', accuracy: 0.7, params: '5M' }),
  model('lonely', { accuracy: 0.7 }, 'Other'),
];
const listed: Retriever = {
  search: async (_query, k, { filter = {} } = {}) =>
    apis
      .map((api, i) => ({ api, score: -i }))
      .filter(({ api }) => passes(api, filter))
      .slice(0, k),
};

describe('constraintQuestions', () => {
  it('asks for bounds that some meet and others violate, the same for the same seed', () => {
    const questions = constraintQuestions(apis, { count: 20, seed: 1 });
    expect(questions).toEqual(constraintQuestions(apis, { count: 20, seed: 1 }));
    expect(questions).not.toEqual(constraintQuestions(apis, { count: 20, seed: 2 }));
    expect(questions.length).toBeGreaterThan(5);
    for (const { text, bounds, satisfying, violating } of questions) {
      expect(text).toMatch(/^Image classification: A network that classifies images, with /);
      expect(satisfying.size * violating.size).toBeGreaterThan(0);
      for (const api of apis.filter(({ id }) => satisfying.has(id)))
        expect(bounds.every(bound => checkConstraint(api, bound).status === 'satisfied')).toBe(true);
    }
  });

  it('has none where documents give no figures', () => {
    expect(constraintQuestions([model('a', {}), model('b', {})], { count: 5, seed: 1 })).toEqual([]);
  });
});

describe('evaluateConstraints', () => {
  it('counts what comes first, in every way', async () => {
    const questions = constraintQuestions(apis, { count: 20, seed: 1 });
    const report = await evaluateConstraints({ retriever: listed, questions, k: 2 });
    const { length } = questions;
    expect([report.questions, report.readBack]).toEqual([length, length]);
    expect(Object.keys(report.scores)).toEqual([...constraintWays]);
    // `silent` comes first unless something is known to meet the bounds, which in every question something is.
    expect(report.scores.plain).toMatchObject({ satisfied: 0, unknown: 1, violated: 0, nothing: 0, right: 0 });
    expect(report.scores.constrained).toMatchObject({
      satisfied: 1,
      unknown: 0,
      right: 1,
      rightInK: 1,
      violatingInK: 0,
    });
    expect(report.scores['constrained, unknown dropped']).toMatchObject({ satisfied: 1, violatingInK: 0 });
  });
});
