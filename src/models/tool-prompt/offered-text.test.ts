import { describe, expect, it } from 'vitest';
import type { Callable } from '../../catalog/index.js';
import { offeredText, offeredTokens } from './offered-text.js';

const small: Callable = {
  name: 'ip',
  description: 'Gives the address of this machine.',
  parameters: { type: 'object', properties: {} },
};
const long = (name: string, count: number): Callable => ({
  name,
  description: `Looks up ${'very '.repeat(30)}long texts`,
  parameters: {
    type: 'object',
    properties: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `field_${i}`,
        { type: 'string', description: `Field number ${i} of the record that is wanted` },
      ]),
    ),
  },
});

describe('offeredText', () => {
  it('is one signature a line, in the order given', () => {
    const days: Callable = {
      name: 'days',
      description: 'Days between dates.',
      parameters: {
        type: 'object',
        properties: {
          from: { type: 'string', description: 'The first date, YYYY-MM-DD' },
          unit: { enum: ['day', 'week'] },
        },
        required: ['from'],
      },
    };
    expect(offeredText([days, small])).toBe(
      'days(from: string first date, YYYY-MM-DD, unit?: string=[day|week]) - Days between dates\nip() - Gives the address of this machine',
    );
  });

  it('keeps within its room, and gives what a short one leaves to a long one', () => {
    const alone = offeredText([long('one', 12), small]);
    const crowded = offeredText([long('one', 12), long('two', 12), long('three', 12), long('four', 12), small]);
    expect(crowded.length).toBeLessThanOrEqual(3 * offeredTokens);
    const [first = ''] = crowded.split('\n');
    expect(alone.split('\n')[0]?.length).toBeGreaterThan(first.length);
    expect(crowded.split('\n')).toHaveLength(5);
    expect(crowded.endsWith('ip() - Gives the address of this machine')).toBe(true);
  });

  it('is empty without functions', () => {
    expect(offeredText([])).toBe('');
  });
});
