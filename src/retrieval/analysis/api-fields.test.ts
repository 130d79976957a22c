import { expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import { apiFields } from './api-fields.js';

it('names every text of an API', () => {
  const api = sampleApi('a/b', {
    title: 'refund',
    tool: 'Stripe',
    toolDescription: 'Payments',
    description: 'Gives money back',
    category: 'Finance',
    parameters: { type: 'object', properties: { charge: { type: 'string', description: 'which' } } },
    examples: [{ request: 'money back', arguments: {} }, { arguments: {} }, { request: 'undo it', arguments: {} }],
    invocation: { kind: 'http', method: 'POST', path: '/v1/refunds', servers: [], parameters: [], security: [] },
  });
  expect(apiFields(api).map(({ name, text }) => `${name}: ${text}`)).toEqual([
    'title: refund',
    'tool: Stripe',
    'toolDescription: Payments',
    'description: Gives money back',
    'category: Finance',
    'parameters: charge',
    'parameters: which',
    'examples: money back',
    'examples: undo it',
    'place: /v1/refunds',
  ]);
  // A path that the title has is no second text.
  expect(apiFields({ ...api, title: 'POST /v1/refunds' }).some(({ name }) => name === 'place')).toBe(false);
});
