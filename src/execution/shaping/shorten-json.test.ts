import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../base/index.js';
import { shortenJson } from './shorten-json.js';

const shortened = (value: JsonValue, maxCharacters: number) => JSON.parse(shortenJson(value, maxCharacters));

describe('shortenJson', () => {
  it('leaves what fits as it is', () => {
    expect(shortenJson({ a: [1, 2] }, 11)).toBe('{"a":[1,2]}');
  });

  it('keeps the first items of a list and says how many follow', () => {
    const list = Array.from({ length: 500 }, (_, id) => ({ id }));
    expect(shortened(list, 60)).toEqual([{ id: 0 }, { id: 1 }, { id: 2 }, { id: 3 }, '… 496 more items']);
  });

  it('shows part of the first item when it is too long itself', () => {
    const list = [{ name: 'Ann', text: 'x'.repeat(1_000) }, { name: 'Bob' }];
    expect(shortened(list, 100)).toEqual([
      { name: 'Ann', text: expect.stringMatching(/^x+… \d+ more characters$/) },
      '… 1 more item',
    ]);
  });

  it('keeps the beginning of a text', () => {
    expect(shortened('a'.repeat(100), 40)).toBe(`${'a'.repeat(17)}… 83 more characters`);
    expect(shortened({ text: '\n'.repeat(1_000) }, 60)).toEqual({ text: expect.stringMatching(/^\n+… \d+ more/) });
  });

  it('gives short members of an object whole and divides the rest among the long ones', () => {
    const value = { id: 7, a: 'x'.repeat(500), ok: true, b: Array.from({ length: 200 }, (_, i) => i) };
    const seen = shortened(value, 200);
    expect(seen).toMatchObject({ id: 7, ok: true, a: expect.stringMatching(/more characters$/) });
    expect(seen.a.length).toBeGreaterThan(60);
    expect(JSON.stringify(seen.b).length).toBeGreaterThan(60);
  });

  it('counts members and levels for which there is no room', () => {
    const wide = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`member_${i}`, i]));
    expect(shortened(wide, 60)).toEqual({ member_0: 0, member_1: 1, '…': '98 more members' });
    expect(shortened({ '…': 1, ...wide }, 60)).toMatchObject({ '…': 1, '……': '99 more members' });
    let deep: JsonValue = { end: true };
    for (let i = 0; i < 100; i += 1) deep = { deep };
    expect(shortenJson(deep, 2_000)).toContain('"{1 member}"');
    expect(shortened({ a: 1, b: 2 }, 13)).toEqual({ a: 1, b: 2 });
    expect(shortened({ abc: 123, b: 456 }, 14)).toBe('{2 members}');
    expect(shortened({ abc: 123, b: 456 }, 12)).toBe('…');
  });

  it('is valid JSON within any room', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 3, max: 300 }), (value, room) => {
        const text = shortenJson(value as JsonValue, room);
        expect(text.length).toBeLessThanOrEqual(room);
        JSON.parse(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes a million levels, members and items in its stride', () => {
    const deep = JSON.parse('['.repeat(1e6) + ']'.repeat(1e6)) as JsonValue;
    expect(() => JSON.parse(shortenJson(deep, 20_000))).not.toThrow();
    const wide = Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [`k${i}`, ['x'.repeat(50)]]));
    expect(() => JSON.parse(shortenJson([wide, wide], 20_000))).not.toThrow();
  });
});
