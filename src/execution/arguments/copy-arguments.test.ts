import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyArguments } from './copy-arguments.js';

describe('copyArguments', () => {
  it('copies any JSON object, sharing nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), given => {
        fc.pre(!JSON.stringify(given).includes('"__proto__"'));
        expect(copyArguments(given)).toEqual({ ok: true, arguments: given });
      }),
    );
    const given = { list: [{ a: 1 }] };
    const copied = copyArguments(given);
    expect(copied.ok && copied.arguments['list']).not.toBe(given.list);
  });

  it('leaves out members that are undefined', () => {
    expect(copyArguments({ a: undefined, b: null })).toEqual({ ok: true, arguments: { b: null } });
  });

  it.each([
    [null, 'arguments must be an object'],
    ['{}', 'arguments must be an object'],
    [[], 'arguments must be an object'],
    [JSON.parse('{"a":[{"__proto__":{}}]}'), 'the name "__proto__" is not allowed'],
    [JSON.parse(`{"a":${'['.repeat(64)}${']'.repeat(64)}}`), 'arguments nest deeper than 64 levels'],
    [{ a: Array(100_000).fill(0) }, 'arguments hold more than 100000 values'],
    [{ ['k'.repeat(4_000_001)]: 1 }, 'arguments hold more than 4000000 characters'],
  ])('refuses %.40j', (given, problem) => {
    expect(copyArguments(given)).toEqual({ ok: false, problem });
  });
});
