import { describe, expect, it } from 'vitest';
import { strictSchema } from './strict-schema.js';

const strictObject = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});

describe('a strict schema', () => {
  it('requires every member, and lets those be null that were optional', () => {
    const given = {
      type: 'object',
      properties: {
        city: { type: 'string', minLength: 1, default: 'Oslo' },
        days: { type: 'integer', minimum: 1 },
        unit: { enum: ['c', 'f'], description: 'Wanted unit.' },
        either: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
      },
      required: ['city'],
    };
    expect(strictSchema(given)).toEqual(
      strictObject({
        city: { type: 'string' },
        days: { type: ['integer', 'null'], minimum: 1 },
        unit: { type: ['string', 'null'], enum: ['c', 'f', null], description: 'Wanted unit.' },
        either: { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] },
      }),
    );
  });

  it('keeps references, without siblings, and joins the parts of allOf', () => {
    const given = {
      type: 'object',
      properties: {
        node: { $ref: '#/$defs/node', description: 'The first.' },
        both: { allOf: [{ $ref: '#/$defs/named' }, { type: 'object', properties: { age: { type: 'number' } } }] },
      },
      required: ['node', 'both'],
      $defs: {
        node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } },
        named: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
      },
    };
    expect(strictSchema(given)).toEqual({
      ...strictObject({
        node: { $ref: '#/$defs/node' },
        both: strictObject({ age: { type: ['number', 'null'] }, name: { type: 'string' } }),
      }),
      $defs: { node: strictObject({ next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } }) },
    });
  });

  it('asks for JSON text where anything may come', () => {
    const given = {
      type: 'object',
      properties: {
        labels: { type: 'object', additionalProperties: { type: 'string' }, description: 'Labels.' },
        anything: {},
        list: { type: 'array' },
      },
      required: ['labels', 'anything', 'list'],
    };
    expect(strictSchema(given)).toEqual(
      strictObject({
        labels: { type: 'string', description: 'Labels. A JSON object, as text.' },
        anything: { type: 'string', description: 'A JSON value, as text.' },
        list: { type: 'array', items: { type: 'string', description: 'A JSON value, as text.' } },
      }),
    );
  });

  it('is an object without members where there are none, and where the schema contains itself without end', () => {
    expect(strictSchema({ type: 'object' })).toEqual(strictObject({}));
    const endless = { allOf: [{ $ref: '#' }] };
    expect(strictSchema({ type: 'object', properties: { a: endless }, required: ['a'] })).toMatchObject({
      required: ['a'],
    });
  });
});
