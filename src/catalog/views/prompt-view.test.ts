import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../base/index.js';
import { promptView, promptViewTokens } from './prompt-view.js';
import { tokenBound } from './token-bound.js';
import type { Viewed } from './viewed.js';

const charge: Viewed = {
  name: 'stripe_create_refund',
  description: 'Refunds a charge. The money goes back to the card that was charged, which takes up to ten days.',
  effect: 'irreversible',
  parameters: {
    type: 'object',
    properties: {
      charge: { type: 'string', description: 'The charge to refund.' },
      amount: { type: 'integer', minimum: 1, description: 'How much of it, in cents; all when left out.' },
      reason: { type: 'string', enum: ['duplicate', 'fraudulent'], default: 'duplicate' },
      owner: { $ref: '#/$defs/person' },
    },
    required: ['charge'],
    $defs: {
      person: {
        type: 'object',
        properties: { name: { type: 'string' }, parent: { $ref: '#/$defs/person' } },
        required: ['name'],
      },
    },
  },
  returns: { type: 'object', properties: { id: { type: 'string' } } },
  examples: [{ arguments: { charge: 'ch_1', amount: 100 } }],
};

const wide: Viewed = {
  ...charge,
  parameters: {
    type: 'object',
    properties: Object.fromEntries(
      Array.from({ length: 800 }, (_, i) => [
        `parameter_${i}`,
        { type: 'object', description: 'words '.repeat(100), properties: { inner: { type: 'string' } } },
      ]),
    ) as JsonSchema,
    required: ['parameter_7'],
  },
};

describe('a prompt view', () => {
  it('is one line in the two smaller sizes', () => {
    expect(promptView(charge, 'signature')).toBe(
      'stripe_create_refund(charge, amount?, reason?, owner?) - Refunds a charge. The money goes back to…',
    );
    expect(promptView(charge, 'short')).toBe(
      'stripe_create_refund(charge: string The charge to refund., amount?: integer How much of it, in cents; all when left out., ' +
        'reason?: string=[duplicate|fraudulent], owner?: {name: string, parent?: …}) - ' +
        'Refunds a charge. The money goes back to the card that was charged, which takes up to ten days.',
    );
  });

  it('has a line for each argument in the full size, and marks what contains itself', () => {
    expect(promptView(charge, 'full')).toBe(
      [
        'stripe_create_refund (irreversible)',
        'Refunds a charge. The money goes back to the card that was charged, which takes up to ten days.',
        'arguments:',
        '  charge: string The charge to refund.',
        '  amount?: integer ≥ 1 How much of it, in cents; all when left out.',
        '  reason?: string=[duplicate|fraudulent] (default "duplicate")',
        '  owner?: object',
        '    name: string',
        '    parent?: {name: string, parent?: …}',
        'returns: {id?: string}',
        'example: {"charge":"ch_1","amount":100}',
      ].join('\n'),
    );
  });

  it.each(['signature', 'short', 'full'] as const)('keeps its limit, its name and what is required (%s)', size => {
    const text = promptView(wide, size);
    expect(tokenBound(text)).toBeLessThanOrEqual(promptViewTokens[size]);
    expect(text).toMatch(/^stripe_create_refund/);
    expect(text).toContain('parameter_7');
    expect(text).toContain('…');
  });

  it('tells of no more than the name when there is room for nothing else', () => {
    const parameters = { type: 'object', properties: { ['x'.repeat(300)]: {} }, required: ['x'.repeat(300)] };
    const name = 'a_name_that_is_as_long_as_a_name_may_be_which_is_64_characters_x';
    expect(promptView({ ...charge, name, parameters }, 'signature')).toBe(`${name}(…)`);
  });
});
