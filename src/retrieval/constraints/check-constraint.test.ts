import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { sampleApi } from '../retriever.contract.js';
import { checkConstraint } from './check-constraint.js';
import { parseWhere } from './parse-where.js';

const model = (performance: object, given: Partial<Api> = {}) =>
  sampleApi('hub/model', {
    invocation: { kind: 'code', language: 'python', code: 'load()' },
    document: JSON.stringify({ performance }),
    ...given,
  });
const check = (api: Api, where: string) => {
  const [constraint] = parseWhere(where);
  return checkConstraint(api, constraint!);
};

describe('checkConstraint', () => {
  const resnet = model({
    dataset: 'ImageNet',
    accuracy: { 'top-1_error': 30.24, 'top-5_error': 10.92 },
    'Params (M)': 11.7,
  });

  it.each([
    ['params<10M', 'violated', '11.7M (performance.Params (M): 11.7)'],
    ['params<12M', 'satisfied', '11.7M (performance.Params (M): 11.7)'],
    ['accuracy>=70', 'violated', '69.76% (performance.accuracy.top-1_error: 30.24)'],
    ['top-1>=69.76', 'satisfied', '69.76% (performance.accuracy.top-1_error: 30.24)'],
    ['top-1>69.76', 'violated', '69.76% (performance.accuracy.top-1_error: 30.24)'],
    ['top-5>0.89', 'satisfied', '89.08% (performance.accuracy.top-5_error: 10.92)'],
    ['accuracy[imagenet-1k]>60', 'unknown', 'says no accuracy on imagenet-1k'],
    ['accuracy[image net]>60', 'satisfied', '69.76% (performance.accuracy.top-1_error: 30.24)'],
    ['f1>60', 'unknown', 'says no f1'],
    ['size<100MB', 'unknown', 'says no size'],
    ['free', 'unknown', 'says no price'],
    ['no-key', 'unknown', 'does not say whether it needs a key'],
    ['region=eu', 'unknown', 'does not say where its server is'],
    ['effect=read', 'satisfied', 'effect: read'],
    ['effect=irreversible', 'violated', 'effect: read'],
    ['not-deprecated', 'satisfied', 'deprecated: false'],
    ['https', 'unknown', 'names no server'],
    ['licence=mit', 'unknown', 'names no licence'],
  ])('%s is %s', (where, status, reason) => {
    expect(check(resnet, where)).toMatchObject({ status, reason });
  });

  it('does not know where some of its values meet it and others do not', () => {
    const several = model({
      dataset: [
        { name: 'MNLI', accuracy: 0.9 },
        { name: 'ANLI', accuracy: 0.5 },
      ],
    });
    expect(check(several, 'accuracy>70').status).toBe('unknown');
    expect(check(several, 'accuracy[MNLI]>70').status).toBe('satisfied');
    expect(check(several, 'accuracy>95')).toMatchObject({ status: 'violated', distance: expect.closeTo(5 / 95) });
    expect(check(several, 'accuracy>40').status).toBe('satisfied');
  });

  it('quotes prices and servers', () => {
    const paid = sampleApi('a/b', { description: 'Costs $0.01 per request.' });
    expect(check(paid, 'free')).toEqual({ status: 'violated', reason: 'description: Costs $0.01 per request.' });
    const http = sampleApi('a/b', {
      invocation: {
        kind: 'http',
        method: 'GET',
        path: '/',
        servers: [{ url: 'http://eu.api.example.com' }],
        parameters: [],
        security: [[{ scheme: 'key', type: 'apiKey' }]],
      },
    });
    expect(check(http, 'region=eu')).toEqual({ status: 'satisfied', reason: 'servers[0]: eu.api.example.com' });
    expect(check(http, 'https')).toEqual({ status: 'violated', reason: 'servers[0]: http://eu.api.example.com' });
    expect(check(http, 'no-key')).toEqual({ status: 'violated', reason: 'security: key (apiKey)' });
  });
});
