import { describe, expect, it } from 'vitest';
import { readVerdict } from './verdict.js';

describe('readVerdict', () => {
  it.each([
    ['{"better": "a"}', 'first'],
    ['{"better": "B"}', 'second'],
    ['```json\n{"better": "b"}\n```', 'second'],
    ['a', 'first'],
    [' B. ', 'second'],
    ['"a"', 'first'],
    ['(b)', 'second'],
    ['', undefined],
    ['c', undefined],
    ['Both are good; neither a nor b', undefined],
    ['{"better": "both"}', undefined],
    ['{"better": 1}', undefined],
    ['{"worse": "a"}', undefined],
    ['banana', undefined],
  ] as const)('%j is %j', (text, verdict) => {
    expect(readVerdict(text)).toBe(verdict);
  });
});
