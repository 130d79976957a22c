import { describe, expect, it } from 'vitest';
import { jsonFault } from './json-fault.js';

describe('jsonFault', () => {
  it.each([
    ['{"b":}', 'not JSON from column 6 on'],
    ['{bad', 'not JSON from column 2 on'],
    ['x', 'not JSON from column 1 on'],
    ['{"a":1} x', 'not JSON from column 9 on'],
    [`["${'y'.repeat(1000)}",,]`, 'not JSON from column 1005 on'],
    ['{"a":1,"b"', 'JSON cut off after column 10'],
    ['{', 'JSON cut off after column 1'],
    ['"torn', 'JSON cut off after column 5'],
    ['[1, tru', 'JSON cut off after column 7'],
  ])('finds the place in %s', (text, fault) => {
    expect(jsonFault(text)).toBe(fault);
  });
});
