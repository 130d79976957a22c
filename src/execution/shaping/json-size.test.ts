import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { jsonSize } from './json-size.js';

describe('jsonSize', () => {
  it('counts what writing the value would give', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(jsonSize(value as JsonValue).length).toBe(JSON.stringify(value).length);
      }),
    );
  });

  it('counts levels', () => {
    expect(jsonSize('a')).toEqual({ length: 3, depth: 0 });
    expect(jsonSize({ a: [1, {}] })).toEqual({ length: 12, depth: 3 });
  });

  it('stops above the limit, wherever it is passed', () => {
    expect(jsonSize([['x'.repeat(1_000)], 'y'.repeat(1_000)], 100).length).toBeGreaterThan(100);
    expect(
      jsonSize(
        Array.from({ length: 1_000 }, () => 1),
        100,
      ).length,
    ).toBeGreaterThan(100);
    expect(jsonSize({ ['k'.repeat(200)]: 1 }, 100).length).toBeGreaterThan(100);
  });

  it('survives a million levels', () => {
    const deep = JSON.parse('['.repeat(1e6) + ']'.repeat(1e6)) as JsonValue;
    expect(jsonSize(deep)).toEqual({ length: 2e6, depth: 1e6 });
  });
});
