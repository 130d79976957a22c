import { describe, expect, it } from 'vitest';
import { checkableSchema } from './checkable-schema.js';
import { fillDefaults } from './default-arguments.js';

describe('fillDefaults', () => {
  const { schema } = checkableSchema({
    properties: { size: { default: 10 }, page: { $ref: '#/$defs/page' }, list: { items: { $ref: '#/$defs/page' } } },
    allOf: [{ properties: { sort: { default: 'name' } } }],
    anyOf: [{ properties: { never: { default: 1 } } }],
    $defs: { page: { properties: { number: { default: 1 }, inner: { $ref: '#/$defs/page' } } } },
  });

  it('fills what is absent, at every depth that is there', () => {
    const args = { size: 3, page: { inner: {} }, list: [{ number: 7 }, {}] };
    expect(fillDefaults(schema, args)).toEqual(['/sort', '/page/number', '/page/inner/number', '/list/1/number']);
    expect(args).toEqual({
      size: 3,
      sort: 'name',
      page: { number: 1, inner: { number: 1 } },
      list: [{ number: 7 }, { number: 1 }],
    });
  });

  it('makes up no object to fill', () => {
    const args = {};
    fillDefaults(schema, args);
    expect(args).toEqual({ size: 10, sort: 'name' });
  });

  it('is done quickly with schemas that double at every step', () => {
    const { schema: doubling } = checkableSchema({
      $ref: '#/$defs/d',
      $defs: { d: { properties: { a: { allOf: [{ $ref: '#/$defs/d' }, { $ref: '#/$defs/d' }] }, z: { default: 1 } } } },
    });
    const args = JSON.parse(`${'{"a":'.repeat(60)}{}${'}'.repeat(60)}`);
    expect(fillDefaults(doubling, args).length).toBe(61);
  });
});
