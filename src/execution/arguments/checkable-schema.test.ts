import { describe, expect, it } from 'vitest';
import { checkableSchema } from './checkable-schema.js';

describe('checkableSchema', () => {
  it('keeps what validates, drops what describes, and marks every subschema', () => {
    const given = {
      title: 'T',
      type: 'object',
      properties: { a: { description: 'd', type: 'string', example: 'x' }, b: false },
    };
    expect(checkableSchema(given)).toEqual({
      schema: { 'x-step': true, type: ['object'], properties: { a: { 'x-step': true, type: ['string'] }, b: false } },
      warnings: [],
      incomplete: new Set(),
      hasDefaults: false,
    });
  });

  it('keeps only the definitions that are referred to, each once', () => {
    const given = {
      properties: { a: { $ref: '#/components/schemas/Pet' }, b: { $ref: '#/components/schemas/Pet' } },
      $defs: { unused: {} },
      components: { schemas: { Pet: { properties: { mother: { $ref: '#/components/schemas/Pet' } } } } },
    };
    const pet = { 'x-step': true, $ref: '#/$defs/r0' };
    expect(checkableSchema(given).schema).toEqual({
      'x-step': true,
      properties: { a: pet, b: pet },
      $defs: { r0: { 'x-step': true, properties: { mother: pet } } },
    });
  });

  it('leaves out what lies too deep or is too much, outermost last', () => {
    const given = { properties: { a: { items: { minimum: 1 } }, b: { minimum: 2 } } };
    const b = { 'x-step': true, minimum: 2 };
    const warnings = ['the schema is too large to check whole'];
    expect(checkableSchema(given, { maxDepth: 1 })).toMatchObject({
      schema: { properties: { a: { 'x-step': true, items: {} }, b } },
      warnings,
    });
    expect(checkableSchema(given, { maxSubschemas: 3 })).toMatchObject({
      schema: { properties: { a: { 'x-step': true, items: {} }, b } },
      warnings,
    });
  });

  it('drops names that would be no ordinary members', () => {
    const given = JSON.parse(
      '{"properties": {"__proto__": {"type": "string"}, "a": true}, "required": ["__proto__", "a"]}',
    );
    expect(checkableSchema(given).schema).toEqual({ 'x-step': true, properties: { a: true }, required: ['a'] });
  });

  it('warns at most eight times', () => {
    const properties = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, { minLength: -i - 1 }]));
    expect(checkableSchema({ properties }).warnings).toHaveLength(8);
  });
});
