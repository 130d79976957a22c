import { describe, expect, it } from 'vitest';
import { type Expected, isRightAnswer } from './check-answer.js';

describe('isRightAnswer', () => {
  it.each<[string, Expected, boolean]>([
    ['That is 42.16 km.', 42.1648128, true],
    ['That is 42.2 km.', 42.1648128, true],
    ['That is 42 km.', 42.1648128, false],
    ['That is 42.17 km.', 42.1648128, false],
    ['about 1,083.8 miles', 1083.81155507559, true],
    ['{"value": 1083.81155507559}', 1083.81155507559, true],
    ['It is 5.', 5, true],
    ['It is 5.4.', 5, false],
    ['on 2028-05-25', 25, false],
    ['at 22:04', 22, false],
    ['version 1.10.2', 1.1, false],
    ['minus −12.5 °C', -12.5, true],
    ['It is 19891', 1989, false],
  ])('%s: the number %j is %j', (answer, expected, holds) => {
    expect(isRightAnswer(answer, { contains: [expected] })).toBe(holds);
  });

  it.each<[string, Expected, boolean]>([
    ['In all: **MMXLI**', 'mmxli', true],
    ['MMXLIV', 'MMXLI', false],
    ['XMMXLI', 'MMXLI', false],
    ['MMXLIV and MMXLI', 'MMXLI', true],
    ['7.809,05\u00a0€', '7.809,05 €', true],
    ['17.809,05 €', '7.809,05 €', false],
    ['| Blues | 12 |\n| Greens | 9 |', '| Blues | 12 | | Greens | 9 |', true],
    ['8 December 2026', ['2026-12-08', '8 December 2026'], true],
    ['9 December 2026', ['2026-12-08', '8 December 2026'], false],
  ])('%s: the text %j is %j', (answer, expected, holds) => {
    expect(isRightAnswer(answer, { contains: [expected] })).toBe(holds);
  });

  it('wants everything, and nothing else where the whole is given', () => {
    expect(isRightAnswer('Mali and Niger', { contains: ['Mali', 'Togo'] })).toBe(false);
    expect(isRightAnswer(' Gate  Four\n', { equals: 'gate four' })).toBe(true);
    expect(isRightAnswer('It says Gate Four', { equals: 'gate four' })).toBe(false);
    expect(isRightAnswer('', { contains: ['x'] })).toBe(false);
  });
});
