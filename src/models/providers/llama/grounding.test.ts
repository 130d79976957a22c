import { describe, expect, it } from 'vitest';
import { grammarSchema } from './grammar-schema.js';
import { groundedIn } from './grounding.js';

const ground = (properties: object, required: readonly string[], text: string) => {
  const schema = grammarSchema({ type: 'object', properties, required } as never).schema;
  const grounded = groundedIn(schema, text);
  if (grounded.kind !== 'object') throw new Error('an object stays an object');
  return Object.fromEntries(grounded.properties.map(({ name, value }) => [name, value]));
};

describe('groundedIn', () => {
  it('quotes strings, takes numbers from the text and keeps required members', () => {
    const text = 'Send 2.5 kg on 2026-03-14 to 7H-20931';
    expect(ground({ to: { type: 'string' }, weight: { type: 'number' } }, ['to', 'weight'], text)).toEqual({
      to: { kind: 'quotation', text },
      weight: { kind: 'literal', values: [2.5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
    });
  });

  it('leaves numbers free when the text has none', () => {
    expect(ground({ n: { type: 'number' } }, ['n'], 'half a dozen')).toEqual({
      n: { kind: 'number', integer: false, negative: true },
    });
  });

  it('allows optional members only with values the text shows', () => {
    const properties = {
      unit: { enum: ['EUR', 'USD'] },
      symbols: { type: 'boolean' },
      people: { type: 'integer' },
      id: { type: 'integer' },
    };
    expect(ground(properties, ['id'], 'Bill 88 with 320 euros')).toEqual({
      id: { kind: 'literal', values: [88, 320, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
      unit: { kind: 'literal', values: ['EUR'] },
      people: { kind: 'literal', values: [88, 320] },
    });
  });

  it('gives no number to an optional member when the required ones need them all', () => {
    expect(
      Object.keys(ground({ id: { type: 'integer' }, weeks: { type: 'integer' } }, ['id'], 'Renew loan 5521')),
    ).toEqual(['id']);
  });

  it('keeps strings with bounds or formats of their own', () => {
    const properties = {
      code: { type: 'string', minLength: 2, maxLength: 2 },
      day: { type: 'string', format: 'date' },
    };
    expect(ground(properties, ['code', 'day'], 'any text')).toEqual({
      code: { kind: 'string', minLength: 2, maxLength: 2 },
      day: { kind: 'format', format: 'date' },
    });
  });

  it('changes nothing without a text', () => {
    const { schema } = grammarSchema({ type: 'string' });
    expect(groundedIn(schema, ' ')).toBe(schema);
  });
});
