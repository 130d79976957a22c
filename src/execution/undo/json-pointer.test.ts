import { describe, expect, it } from 'vitest';
import { pointerTo, valueAt } from './json-pointer.js';

describe('valueAt', () => {
  const value = { a: { 'b/c': [10, null], '~': 1 } };

  it.each([
    ['', value],
    ['/a/b~1c/0', 10],
    ['/a/b~1c/1', null],
    ['/a/~0', 1],
    ['/a/b~1c/2', undefined],
    ['/a/b~1c/length/x', undefined],
    ['/__proto__', undefined],
    ['/a/b', undefined],
  ])('%j', (pointer, expected) => {
    expect(valueAt(value, pointer)).toEqual(expected);
  });

  it('is found again where a pointer was made', () => {
    expect(valueAt(value, pointerTo('a', 'b/c', '0'))).toBe(10);
    expect(pointerTo()).toBe('');
  });
});
