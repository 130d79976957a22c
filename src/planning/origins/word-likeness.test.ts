import { expect, it } from 'vitest';
import { abbreviates, areAlike, plainWords, shortens } from './word-likeness.js';

it('takes texts apart into plain words', () => {
  expect(plainWords('checkIn at Zürich: 東京 No. 5')).toEqual(['check', 'in', 'at', 'zurich', '東', '京', 'no', '5']);
});

it('knows endings and slips, and nothing of numbers', () => {
  const alike = [
    ['report', 'reports'],
    ['quarter', 'quarterly'],
    ['fransisco', 'francisco'],
    ['philly', 'philadelphia'],
  ] as const;
  expect(alike.map(([a, b]) => areAlike(a, b))).toEqual([true, true, true, true]);
  const others = [
    ['rome', 'oslo'],
    ['ab', 'abc'],
    ['a4711', 'a4712'],
    ['order', 'border control'],
  ] as const;
  expect(others.map(([a, b]) => areAlike(a, b))).toEqual([false, false, false, false]);
});

it('knows short forms', () => {
  expect([shortens('btc', 'bitcoin'), shortens('usd', 'dollar'), shortens('b', 'bitcoin')]).toEqual([
    true,
    false,
    false,
  ]);
  expect([abbreviates('nyc', ['new', 'york', 'city']), abbreviates('la', ['new', 'york'])]).toEqual([true, false]);
});
