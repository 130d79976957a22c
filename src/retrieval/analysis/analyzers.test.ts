import { describe, expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import { termsOf } from './analyzer.js';
import { apiAnalyzer } from './api-analyzer.js';
import { plainAnalyzer } from './plain-analyzer.js';

const api = sampleApi('stripe/refunds', {
  title: 'POST /v1/refunds',
  tool: 'Stripe',
  toolDescription: 'Payments',
  category: 'Finance',
  description: 'Creates a refund.',
  parameters: { type: 'object', properties: { chargeId: { type: 'string', description: 'what to refund' } } },
  examples: [{ request: 'give the money back', arguments: {} }, { arguments: {} }],
});

describe('plainAnalyzer', () => {
  it('takes runs of letters and digits, stop words and all', () => {
    expect(termsOf(plainAnalyzer, 'The getUser-2 API, the café!')).toEqual([
      'the',
      'getuser',
      '2',
      'api',
      'the',
      'caf',
    ]);
  });

  it('reads the document its source publishes, or else the fields', () => {
    expect(plainAnalyzer.fields({ ...api, document: 'published' })).toEqual([{ text: 'published', weight: 1 }]);
    expect(plainAnalyzer.fields(api)).toEqual([
      {
        text: 'Finance, Stripe, POST /v1/refunds, Payments, Creates a refund., chargeId, what to refund, give the money back',
        weight: 1,
      },
    ]);
  });
});

describe('apiAnalyzer', () => {
  it('drops what says nothing and meets inflected words', () => {
    expect(termsOf(apiAnalyzer, "I'd like to convert the currencies of users' invoices, please")).toEqual([
      'convert',
      'currenci',
      'user',
      'invoic',
    ]);
  });

  it('reads everything an API says about itself, names twice', () => {
    const invocation = { ...api.invocation };
    expect(apiAnalyzer.fields({ ...api, document: 'not this', invocation })).toEqual([
      { text: 'POST /v1/refunds', weight: 2 },
      { text: 'Stripe', weight: 2 },
      { text: 'Payments', weight: 1 },
      { text: 'Creates a refund.', weight: 1 },
      { text: 'Finance', weight: 1 },
      { text: 'chargeId', weight: 1 },
      { text: 'what to refund', weight: 1 },
      { text: 'give the money back', weight: 1 },
    ]);
  });

  it('reads code that is not a call', () => {
    const code = { kind: 'code', language: 'python', code: 'hub.load(1)' } as const;
    expect(apiAnalyzer.fields(sampleApi('a/b', { invocation: code }))).toEqual([{ text: 'hub.load(1)', weight: 1 }]);
  });
});
