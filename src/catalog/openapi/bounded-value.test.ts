import { describe, expect, it } from 'vitest';
import { boundedValue } from './bounded-value.js';

describe('boundedValue', () => {
  it('copies JSON values, without members named __proto__', () => {
    expect(boundedValue(JSON.parse('{"a": [1, null, {"b": "c"}], "__proto__": {"x": 1}}'))).toEqual({
      a: [1, null, { b: 'c' }],
    });
    expect([boundedValue(null), boundedValue(false), boundedValue('')]).toEqual([null, false, '']);
  });

  it('leaves out what is no JSON, too deep or too big', () => {
    const deep = JSON.parse('['.repeat(1_000_000) + ']'.repeat(1_000_000));
    const wide = Array.from({ length: 201 }, () => 0);
    const left = [undefined, Number.NaN, () => 1, deep, wide, 'x'.repeat(2_001), { a: { b: deep } }];
    expect(left.map(boundedValue)).toEqual(left.map(() => undefined));
  });
});
