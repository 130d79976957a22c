import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../base/index.js';
import { boundedSchema } from './bounded-schema.js';

const node: JsonSchema = {
  type: 'object',
  properties: { name: { type: 'string', description: 'What it is called.' }, next: { $ref: '#/$defs/node' } },
  required: ['name'],
};

describe('a bounded schema', () => {
  it('keeps what fits, with the definitions it reaches', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: { first: { $ref: '#/$defs/node', description: 'The first one.' } },
      $defs: { node, unused: { type: 'string' } },
    };
    expect(boundedSchema(schema, { maxCharacters: 1_000 })).toEqual({ ...schema, $defs: { node } });
  });

  it('brings definitions from anywhere in the schema under names of their own', () => {
    const schema: JsonSchema = {
      properties: { a: { $ref: '#/definitions/x y' }, b: { $ref: '#/properties/a' } },
      definitions: { 'x y': { enum: [1, 2] } },
    };
    expect(boundedSchema(schema, { maxCharacters: 1_000 })).toEqual({
      properties: { a: { $ref: '#/$defs/x_y' }, b: { $ref: '#/$defs/a' } },
      $defs: { x_y: { enum: [1, 2] }, a: { $ref: '#/$defs/x_y' } },
    });
  });

  it('leaves out references that lead nowhere and keywords that are malformed', () => {
    const schema = {
      type: 'Text',
      minLength: -1,
      pattern: '(',
      required: true,
      'x-internal': 1,
      properties: { a: { $ref: 'https://example.com/schema.json', type: 'integer', examples: ['0', 1] }, b: false },
    } as unknown as JsonSchema;
    expect(boundedSchema(schema, { maxCharacters: 1_000 })).toEqual({
      type: 'string',
      properties: { a: { type: 'integer', examples: [1] }, b: { not: {} } },
    });
  });

  it('cuts long texts and enumerations first, then what is deep, and marks both', () => {
    const values = Array.from({ length: 200 }, (_, i) => `value_${i}`);
    const schema: JsonSchema = {
      type: 'object',
      properties: {
        unit: { type: 'string', description: 'Wanted unit.', enum: values },
        node: { $ref: '#/$defs/node' },
      },
      additionalProperties: false,
      $defs: { node: { ...node, description: 'word '.repeat(100) } },
    };
    const small = boundedSchema(schema, { maxCharacters: 600 });
    expect(small).toMatchObject({
      properties: {
        unit: { type: 'string', description: expect.stringMatching(/^Wanted unit. One of value_0, .*…$/) },
      },
      additionalProperties: false,
    });
    expect(boundedSchema(schema, { maxCharacters: 1_500, maxLevels: 1 })).toMatchObject({
      $defs: { node: { properties: { next: { type: 'object', description: expect.stringMatching(/…$/) } } } },
    });
  });

  it('leaves out optional members last, and then closes no door on them', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`member_${i}`, { type: 'string' }]));
    const schema: JsonSchema = {
      type: 'object',
      properties: many,
      required: ['member_3'],
      additionalProperties: false,
    };
    expect(boundedSchema(schema, { maxCharacters: 300 })).toEqual({
      type: 'object',
      properties: { member_3: { type: 'string' } },
      required: ['member_3'],
      description: '…',
    });
  });

  it('is short enough, valid and the same every time, whatever it is made of', () => {
    const ajv = new Ajv2020({ strict: false });
    const keyword = fc.constantFrom(
      'type',
      'properties',
      'items',
      '$ref',
      'enum',
      'allOf',
      'anyOf',
      'description',
      '$defs',
    );
    const tree = fc.letrec(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 1 }),
        tie('schema'),
        fc.constant('#/$defs/a'),
        fc.constant('object'),
      ),
      schema: fc.dictionary(fc.oneof(keyword, fc.string({ maxLength: 3 })), tie('value'), { maxKeys: 5 }),
    }));
    fc.assert(
      fc.property(tree.schema, fc.integer({ min: 50, max: 2_000 }), (given, maxCharacters) => {
        const bounded = boundedSchema(given as JsonSchema, { maxCharacters });
        const text = JSON.stringify(bounded);
        expect(text.length).toBeLessThanOrEqual(maxCharacters);
        expect(ajv.validateSchema(bounded)).toBe(true);
        expect(JSON.stringify(boundedSchema(given as JsonSchema, { maxCharacters }))).toBe(text);
      }),
    );
  });
});
