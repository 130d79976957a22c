import { expect, it } from 'vitest';
import { whyLines } from './why-lines.js';

const part = (feature: string, contribution: number) => ({ feature, value: 0.5, contribution });

it('shows the five largest parts, and what past calls add however little it is', () => {
  const parts = [...'abcdef'].map((name, i) => part(name, i % 2 === 0 ? 6 - i : i - 6));
  expect(whyLines([...parts, part('past calls', 0.004)], 80)).toEqual([
    ' adds  value  feature',
    '+6.00   0.50  a',
    '−5.00   0.50  b',
    '+4.00   0.50  c',
    '−3.00   0.50  d',
    '+2.00   0.50  e',
    '+0.00   0.50  past calls',
  ]);
});

it('shows nothing of nothing', () => {
  expect(whyLines([], 80)).toEqual([]);
});
