import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { sampledValue } from './sampled-value.js';

const of = (name: string, schema: object, seed = 1) => sampledValue(name, schema as never, seededRandom(seed));

describe('sampledValue', () => {
  it.each([
    ['city', { type: 'string' }, 'place'],
    ['start_date', { type: 'string', format: 'date' }, 'date'],
    ['countryCode', { type: 'string' }, 'country'],
    ['to', { type: 'string', description: 'Target currency' }, undefined],
    ['currency', { type: 'string' }, 'currency'],
    ['targetLanguage', { type: 'string' }, 'language'],
    ['customer_email', { type: 'string' }, 'email'],
    ['callbackUrl', { type: 'string', format: 'uri' }, undefined],
    ['website', { type: 'string' }, 'url'],
    ['orderId', { type: 'string' }, 'id'],
    ['amount', { type: 'number' }, 'money'],
    ['q', { type: 'string' }, 'query'],
    ['firstName', { type: 'string' }, 'person'],
    ['message', { type: 'string' }, 'text'],
    ['password', { type: 'string' }, undefined],
    ['settings', { type: 'object' }, undefined],
    ['state', { type: 'string' }, undefined],
  ])('gives %s %j a value that is a %s', (name, schema, kind) => {
    expect(of(name, schema)?.kind).toBe(kind);
  });

  it('takes what the schema lists, and says constants as words', () => {
    expect(of('status', { enum: ['PAST_DUE'] })).toEqual({ value: 'PAST_DUE', words: 'past due', kind: 'choice' });
    expect(of('status', { enum: [{ a: 1 }] })).toBeUndefined();
    const seen = Array.from(
      { length: 20 },
      (_, seed) => of('sku', { type: 'string', examples: ['AB-1'] }, seed)?.value,
    );
    expect(seen).toContain('AB-1');
  });

  it('keeps numbers within their bounds, and says some in words', () => {
    for (let seed = 0; seed < 50; seed++) {
      const value = of('days', { type: 'integer', minimum: 3, maximum: 7 }, seed);
      expect(value?.value).toBeGreaterThanOrEqual(3);
      expect(value?.value).toBeLessThanOrEqual(7);
    }
    const words = Array.from({ length: 30 }, (_, seed) => of('guests', { type: 'integer' }, seed)?.words);
    expect(words.some(word => /^[a-z]+$/.test(word ?? ''))).toBe(true);
  });

  it('makes lists of one or two', () => {
    const lists = Array.from({ length: 20 }, (_, seed) =>
      of('cities', { type: 'array', items: { type: 'string' } }, seed),
    );
    for (const list of lists) expect([1, 2]).toContain((list?.value as unknown[] | undefined)?.length ?? 1);
  });
});
