import { describe, expect, it } from 'vitest';
import { blend } from './blend.js';

const ranking = (...parts: [id: string, score: number][]) => parts.map(([id, score]) => ({ id, score }));

describe('blend', () => {
  it('adds both, each relative to its best where all candidates are there', () => {
    const words = ranking(['a', 8], ['b', 4]);
    const vectors = ranking(['b', 0.5], ['c', 0.25]);
    expect(blend(words, vectors, 10, 0.5)).toEqual(ranking(['a', 1], ['b', 1], ['c', 0.25]));
  });

  it('counts from the last candidate where there may be more', () => {
    const words = ranking(['a', 8], ['b', 6], ['c', 4]);
    expect(blend(words, [], 3)).toEqual(ranking(['a', 1], ['b', 0.5], ['c', 0]));
    expect(blend(ranking(['b', 2], ['a', 2]), [], 2)).toEqual(ranking(['a', 0], ['b', 0]));
  });

  it('is empty without candidates', () => {
    expect(blend([], [])).toEqual([]);
  });
});
