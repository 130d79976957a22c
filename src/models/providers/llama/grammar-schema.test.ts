import { describe, expect, it } from 'vitest';
import { grammarSchema } from './grammar-schema.js';

const string = { kind: 'string', minLength: 0, maxLength: 160 };

describe('grammarSchema', () => {
  it('keeps members in order and says which are required', () => {
    const schema = {
      type: 'object',
      properties: { city: { type: 'string' }, days: { type: 'integer', minimum: 1, maximum: 3 } },
      required: ['city'],
    };
    expect(grammarSchema(schema)).toEqual({
      schema: {
        kind: 'object',
        properties: [
          { name: 'city', required: true, value: string },
          { name: 'days', required: false, value: { kind: 'literal', values: [1, 2, 3] } },
        ],
      },
      loosened: [],
    });
  });

  it('bounds strings by what the schema allows and by its own limit', () => {
    const bounds = (schema: object) => grammarSchema({ type: 'string', ...schema }).schema;
    expect(bounds({ maxLength: 5 })).toEqual({ kind: 'string', minLength: 0, maxLength: 5 });
    expect(bounds({ maxLength: 1e9 })).toEqual(string);
    expect(bounds({ minLength: 300 })).toEqual({ kind: 'string', minLength: 300, maxLength: 300 });
    expect(bounds({ format: 'date' })).toEqual({ kind: 'format', format: 'date' });
  });

  it('inlines references and folds allOf', () => {
    const schema = {
      $defs: {
        id: { type: 'integer', minimum: 0 },
        named: { properties: { name: { type: 'boolean' } }, required: ['name'] },
      },
      type: 'object',
      allOf: [{ $ref: '#/$defs/named' }],
      properties: { id: { $ref: '#/$defs/id' } },
    };
    expect(grammarSchema(schema).schema).toEqual({
      kind: 'object',
      properties: [
        { name: 'id', required: false, value: { kind: 'number', integer: true, negative: false } },
        { name: 'name', required: true, value: { kind: 'literal', values: [true, false] } },
      ],
    });
  });

  it('cuts a schema that contains itself', () => {
    const schema = { type: 'object', properties: { next: { $ref: '#' } }, required: ['next'] };
    const reduced = grammarSchema(schema, { maxDepth: 1 });
    const cut = { kind: 'literal', values: [{}] };
    expect(reduced).toEqual({
      schema: { kind: 'object', properties: [{ name: 'next', required: true, value: cut }] },
      loosened: ['required'],
    });
    expect(grammarSchema({ $ref: '#' }).loosened).toEqual(['$ref']);
  });

  it('names what a grammar cannot hold', () => {
    const { loosened } = grammarSchema({
      type: 'object',
      properties: {
        a: { type: 'string', pattern: '^x' },
        b: { type: 'number', maximum: 2.5 },
        c: { type: 'number', minimum: 3 },
      },
    });
    expect(loosened).toEqual(['maximum', 'minimum', 'pattern']);
  });

  it('stops unfolding a hostile schema', () => {
    const wide: Record<string, object> = {};
    for (let i = 0; i < 50; i += 1) wide[`p${i}`] = { $ref: '#/$defs/wide' };
    const schema = { $ref: '#/$defs/wide', $defs: { wide: { type: 'object', properties: wide } } } as never;
    expect(JSON.stringify(grammarSchema(schema)).length).toBeLessThan(200_000);
  });

  it('also bounds required members that multiply', () => {
    const wide: Record<string, object> = {};
    for (let i = 0; i < 30; i += 1) wide[`p${i}`] = { $ref: '#/$defs/wide' };
    const required = Object.keys(wide);
    const schema = { $ref: '#/$defs/wide', $defs: { wide: { type: 'object', properties: wide, required } } } as never;
    const { schema: reduced, loosened } = grammarSchema(schema);
    expect(JSON.stringify(reduced).length).toBeLessThan(400_000);
    expect(loosened).toContain('required');
  });

  it('makes a map of an object without members, unless more are forbidden', () => {
    expect(grammarSchema({ type: 'object', additionalProperties: { type: 'null' } }).schema).toEqual({
      kind: 'map',
      values: { kind: 'literal', values: [null] },
      maxEntries: 12,
    });
    expect(grammarSchema({ type: 'object', additionalProperties: false }).schema).toEqual({
      kind: 'object',
      properties: [],
    });
  });
});
