import { describe, expect, it } from 'vitest';
import { findJson } from './find-json.js';

const found = (text: string) =>
  [...findJson(text)].map(({ start, end, value, repaired, incomplete }) => ({
    text: text.slice(start, end),
    value,
    ...(repaired && { repaired }),
    ...(incomplete && { incomplete }),
  }));

describe('findJson', () => {
  it('finds outermost objects and arrays in order', () => {
    expect(found('a {"x": [1]} b [2, {"y": "}"}] c 3 "d"')).toEqual([
      { text: '{"x": [1]}', value: { x: [1] } },
      { text: '[2, {"y": "}"}]', value: [2, { y: '}' }] },
    ]);
    expect(found('nothing')).toEqual([]);
  });

  it('repairs objects and passes over brackets that are prose', () => {
    expect(found("[see below] {'x': True,}")).toEqual([{ text: "{'x': True,}", value: { x: true }, repaired: true }]);
  });

  it('tells a forgotten bracket from a text that ends too early', () => {
    expect(found('{"a":{"b":1}')).toEqual([{ text: '{"a":{"b":1}', value: { a: { b: 1 } }, repaired: true }]);
    for (const text of ['{"a":{"b":1', '{"a":{"b":"x', '{"a":', '{"a":1']) {
      expect(found(text)).toMatchObject([{ repaired: true, incomplete: true }]);
    }
  });

  it('ends a value where its tag or fence ends', () => {
    expect(found('<c>{"a":{"b":1</c> {"d":2}')).toEqual([
      { text: '{"a":{"b":1', value: { a: { b: 1 } }, repaired: true },
      { text: '{"d":2}', value: { d: 2 } },
    ]);
  });

  it('gives up soon on text made of brackets', () => {
    const startedAt = performance.now();
    expect(found('['.repeat(200_000))).toEqual([]);
    expect([...findJson('{'.repeat(200_000))].length).toBeLessThan(2);
    expect([...findJson('{"a":'.repeat(20_000))].length).toBeLessThan(2);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});
