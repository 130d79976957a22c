import { describe, expect, it } from 'vitest';
import { parseBudget, wholeNumber } from './options.js';

describe('parseBudget', () => {
  it.each([
    ['20000', { maxTokens: 20_000 }],
    ['$0.05', { maxCostUsd: 0.05 }],
    ['20000, $1', { maxTokens: 20_000, maxCostUsd: 1 }],
  ])('%s', (text, expected) => {
    expect(parseBudget(text)).toEqual(expected);
  });

  it.each(['', 'ten', '5,6', '$1,$2', '-5', '1.5'])('refuses %j', text => {
    expect(() => parseBudget(text)).toThrow('were expected');
  });
});

describe('wholeNumber', () => {
  it('takes whole numbers only', () => {
    expect(wholeNumber('7')).toBe(7);
    for (const text of ['', '-1', '1.5', 'x', '1e99']) expect(() => wholeNumber(text)).toThrow('whole number');
  });
});
