import { describe, expect, it } from 'vitest';
import { asRegExp } from './gbnf.contract.js';
import { gbnf } from './gbnf.js';
import { type GrammarSchema, grammarSchema } from './grammar-schema.js';

const accepts = (schema: GrammarSchema, text: string) => asRegExp(gbnf(schema)).test(text);

describe('gbnf', () => {
  const weather = grammarSchema({
    type: 'object',
    properties: {
      city: { type: 'string', maxLength: 5 },
      days: { type: 'integer', minimum: 0 },
      units: { enum: ['metric', 'a "b"'] },
    },
    required: ['days'],
  }).schema;

  it.each([
    '{"days": 3}',
    '{"city": "Rome", "days": 0}',
    '{"days": 12, "units": "metric"}',
    '{"city": "a\\"\\u00e9", "days": 1, "units": "a \\"b\\""}',
  ])('accepts %s', text => {
    expect(accepts(weather, text)).toBe(true);
  });

  it.each([
    '{}',
    '{"city": "Rome"}',
    '{"days": -1}',
    '{"days": 01}',
    '{"days": 3,}',
    '{"city": "Milano", "days": 1}',
    '{"days": 1.5}',
  ])('refuses %s', text => {
    expect(accepts(weather, text)).toBe(false);
  });

  it('lets any subset of optional members stand, in order', () => {
    const { schema } = grammarSchema({
      type: 'object',
      properties: { a: { const: 1 }, b: { const: 2 }, c: { const: 3 } },
    });
    const texts = ['{}', '{"a": 1}', '{"b": 2}', '{"a": 1, "c": 3}', '{"a": 1, "b": 2, "c": 3}'];
    expect(texts.map(text => accepts(schema, text))).toEqual(texts.map(() => true));
    expect(accepts(schema, '{"c": 3, "a": 1}')).toBe(false);
  });

  it('bounds arrays and maps', () => {
    const { schema } = grammarSchema({ type: 'array', items: { type: 'boolean' }, minItems: 1, maxItems: 2 });
    expect(['[]', '[true]', '[true, false]', '[true, true, true]'].map(text => accepts(schema, text))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const map = grammarSchema({ type: 'object', additionalProperties: { type: 'null' } }).schema;
    expect(['{}', '{"a": null, "b": null}', '{"": null}'].map(text => accepts(map, text))).toEqual([true, true, false]);
  });

  it('quotes runs of whole words, with or without the punctuation around them', () => {
    const quotation: GrammarSchema = { kind: 'quotation', text: 'Say "good  evening", Ana!' };
    const quoted = ['Say', 'good  evening', 'good  evening",', 'good  evening", Ana', 'Ana!', 'Say "good'];
    expect(quoted.map(text => accepts(quotation, JSON.stringify(text)))).toEqual(quoted.map(() => true));
    const others = ['', 'good evening', 'ood', 'Say Ana', 'goodbye'];
    expect(others.map(text => accepts(quotation, JSON.stringify(text)))).toEqual(others.map(() => false));
  });

  it('writes dates that look like dates', () => {
    const date: GrammarSchema = { kind: 'format', format: 'date' };
    expect(['"2026-03-14"', '"2026-13-14"', '"14.3.2026"'].map(text => accepts(date, text))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
