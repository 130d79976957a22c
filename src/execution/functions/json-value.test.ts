import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonValue, NotJson } from './json-value.js';

describe('jsonValue', () => {
  it('copies any JSON as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(JSON.stringify(jsonValue(value))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('has one zero, as JSON has', () => {
    expect(jsonValue(-0)).toBe(0);
  });

  it('reads dates and left-out members as JSON.stringify does', () => {
    expect(jsonValue({ at: new Date(0), none: undefined })).toEqual({ at: '1970-01-01T00:00:00.000Z' });
  });

  it('keeps a member named __proto__ a member', () => {
    const value = JSON.parse('{"__proto__": {"x": 1}}');
    expect(JSON.stringify(jsonValue(value))).toBe('{"__proto__":{"x":1}}');
  });

  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  it.each([
    [undefined, 'it returned nothing (undefined), which JSON cannot hold'],
    [Number.NaN, 'it returned NaN, which JSON cannot hold'],
    [() => 1, 'it returned a function, which JSON cannot hold'],
    [{ a: [1, 2n] }, 'its value holds a big integer at a[1], which JSON cannot hold'],
    [{ a: new Map() }, 'its value holds a Map at a, which JSON cannot hold'],
    [[undefined], 'its value holds nothing (undefined) at [0], which JSON cannot hold'],
    [new Array(1), 'its value holds nothing (undefined) at [0], which JSON cannot hold'],
  ])('refuses %s', (value, message) => {
    expect(() => jsonValue(value)).toThrow(NotJson);
    expect(() => jsonValue(value)).toThrow(message);
  });

  it('refuses a cycle', () => {
    expect(() => jsonValue(cycle)).toThrow(/holds a cycle or endless nesting at self\.self/);
  });
});
