import { expect, it } from 'vitest';
import type { Api } from '../catalog/index.js';
import { passes } from './api-filter.js';
import { sampleApi } from './retriever.contract.js';

const api = sampleApi('shop/refund', { provider: 'stripe.com', category: 'payment', effect: 'irreversible' });

it('lets everything through when nothing is asked', () => {
  expect(passes(api, {})).toBe(true);
});

it.each([
  ['collections', { collections: ['shop'] }, { collections: ['shopping'] }],
  ['providers', { providers: ['paypal.com', 'stripe.com'] }, { providers: ['stripe'] }],
  ['categories', { categories: ['payment'] }, { categories: [] }],
  ['effects', { effects: ['read', 'irreversible'] }, { effects: ['read'] }],
  ['accepts', { accepts: ({ tool }: Api) => tool === '' }, { accepts: () => false }],
] as const)('keeps to %s', (_, matching, other) => {
  expect(passes(api, matching)).toBe(true);
  expect(passes(api, other)).toBe(false);
  expect(passes(api, { ...matching, collections: ['elsewhere'] })).toBe(false);
});
