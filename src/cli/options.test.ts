import { describe, expect, it } from 'vitest';
import { parseBudget, probability, wholeNumber } from './options.js';

describe('parseBudget', () => {
  it.each([
    ['20000', { maxTokens: 20_000 }],
    ['$0.05', { maxCostUsd: 0.05 }],
    ['20000, $1', { maxTokens: 20_000, maxCostUsd: 1 }],
    ['1.5m, replies=40', { maxMs: 90_000, maxModelCalls: 40 }],
    [
      '90s,calls=30,reads=20,reversible=5,irreversible=0',
      { maxMs: 90_000, maxCalls: 30, maxCallsByEffect: { read: 20, reversible: 5, irreversible: 0 } },
    ],
  ])('%s', (text, expected) => {
    expect(parseBudget(text)).toEqual(expected);
  });

  it.each(['', 'ten', '5,6', '$1,$2', '-5', '1.5', '5m,300s', 'reads=1,reads=2', 'reads', 'writes=1'])(
    'refuses %j',
    text => {
      expect(() => parseBudget(text)).toThrow('were expected');
    },
  );
});

describe('wholeNumber', () => {
  it('takes whole numbers only', () => {
    expect(wholeNumber('7')).toBe(7);
    for (const text of ['', '-1', '1.5', 'x', '1e99']) expect(() => wholeNumber(text)).toThrow('whole number');
  });
});

describe('probability', () => {
  it('takes numbers from 0 to 1 only', () => {
    expect(['0', '0.25', '1'].map(probability)).toEqual([0, 0.25, 1]);
    for (const text of ['', '-0.1', '1.1', '25%', 'x']) expect(() => probability(text)).toThrow('from 0 to 1');
  });
});
