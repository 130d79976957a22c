import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import { openApiDocument } from './document.js';
import { type Direction, schemaConverters } from './schema-converter.js';

function converted(schema: unknown, schemas: JsonObject = {}, version = '3.0.3', direction: Direction = 'request') {
  const document = openApiDocument({ openapi: version, components: { schemas } }, 'test');
  const converters = schemaConverters(document);
  const own = converters[direction].convert(schema);
  const side = direction === 'request' ? 'arguments' : 'returns';
  const $defs = Object.fromEntries([...converters.definitions()].map(each => [each.name, each[side]]));
  return Object.keys($defs).length === 0 ? own : { ...own, $defs };
}

describe('schemaConverter', () => {
  it('turns nullable, exclusive limits and examples of 3.0 into those of 2020-12', () => {
    expect(
      converted({ type: 'integer', nullable: true, minimum: 1, exclusiveMinimum: true, example: 3, enum: [3, 4] }),
    ).toEqual({ type: ['integer', 'null'], enum: [3, 4, null], exclusiveMinimum: 1, examples: [3] });
  });

  it('leaves properties named like keywords alone', () => {
    const properties = {
      example: { type: 'string' },
      nullable: { type: 'boolean' },
      $ref: { type: 'string' },
      required: { type: 'string' },
    };
    expect(converted({ type: 'object', properties })).toEqual({ type: 'object', properties });
  });

  it('keeps a recursive schema as one definition', () => {
    const Node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } };
    const reference = { $ref: '#/$defs/Node' };
    expect(converted({ $ref: '#/components/schemas/Node' }, { Node })).toEqual({
      ...reference,
      $defs: { Node: { type: 'object', properties: { next: reference } } },
    });
  });

  it('drops what does not travel, and does not require it', () => {
    const schema = {
      type: 'object',
      properties: { id: { type: 'string', readOnly: true }, key: { type: 'string', writeOnly: true } },
      required: ['id', 'key'],
    };
    expect(converted(schema)).toEqual({ type: 'object', properties: { key: { type: 'string' } }, required: ['key'] });
    expect(converted(schema, {}, '3.0.0', 'response')).toEqual({
      type: 'object',
      properties: { id: { type: 'string' } },
      required: ['id'],
    });
  });

  it('allows null beside a reference', () => {
    const Pet = { type: 'string' };
    expect(converted({ $ref: '#/components/schemas/Pet', nullable: true, description: 'A pet.' }, { Pet })).toEqual({
      description: 'A pet.',
      anyOf: [{ $ref: '#/$defs/Pet' }, { type: 'null' }],
      $defs: { Pet },
    });
  });

  it('reads other words for types, and lets unknown ones allow anything', () => {
    expect(converted({ properties: { a: { type: 'int' }, b: { type: 'Float' }, c: { type: 'wibble' } } })).toEqual({
      type: 'object',
      properties: { a: { type: 'integer' }, b: { type: 'number' }, c: {} },
    });
  });

  it('leaves out what would make the schema illegal', () => {
    const odd = {
      type: 'string',
      pattern: '(?<!',
      minLength: -1,
      enum: [],
      required: true,
      allOf: { type: 'string' },
      maximum: '12',
      multipleOf: 0,
    };
    expect(converted(odd)).toEqual({ type: 'string', allOf: [{ type: 'string' }], maximum: 12 });
  });

  it('cuts nesting that no reader could follow', () => {
    let deep: JsonObject = { type: 'string' };
    for (let i = 0; i < 100_000; i += 1) deep = { type: 'array', items: deep };
    expect(JSON.stringify(converted(deep)).length).toBeLessThan(3_000);
  });

  it('makes schemas that a strict validator of meta-schemas compiles', () => {
    const Dog = { type: 'object', required: ['kind', 'kind'], properties: { kind: { const: 'dog' } } };
    const schema = converted(
      {
        type: ['object', 'null'],
        properties: {
          pet: { oneOf: [{ $ref: '#/components/schemas/Dog' }, false] },
          tuple: { items: [{ type: 'int' }] },
        },
        patternProperties: { '(': {}, '^x': true },
        additionalProperties: { $ref: '#/components/schemas/Missing' },
      },
      { Dog },
      '3.1.0',
    );
    const check = new Ajv2020({ strict: false }).compile(schema);
    expect([check({ pet: { kind: 'dog' } }), check({ pet: { kind: 'cat' } })]).toEqual([true, false]);
  });
});
