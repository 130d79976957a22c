import { describe, expect, it } from 'vitest';
import { distinctHits } from './distinct-hits.js';

const ranking = ['a1', 'a2', 'b1', 'a3', 'c1', 'b2'].map((id, i) => ({ id, score: 10 - i }));
const search = (k: number) => ranking.slice(0, k);
const variants = (id: string) => {
  const alike = ranking.map(each => each.id).filter(each => each[0] === id[0]);
  return alike.length > 1 ? alike.sort() : [];
};

describe('distinctHits', () => {
  it('shows the best of each and names the others, looking further where they took the places', () => {
    expect(distinctHits(search, 3, variants)).toEqual([
      { id: 'a1', score: 10, variants: ['a2', 'a3'] },
      { id: 'b1', score: 8, variants: ['b2'] },
      { id: 'c1', score: 6, variants: [] },
    ]);
  });

  it('gives fewer when there are no more, and none of none', () => {
    expect(distinctHits(search, 9, variants).map(({ id }) => id)).toEqual(['a1', 'b1', 'c1']);
    expect(distinctHits(() => [], 3, variants)).toEqual([]);
  });

  it('is the plain ranking where nothing is like anything', () => {
    expect(distinctHits(search, 2, () => []).map(({ id }) => id)).toEqual(['a1', 'a2']);
  });
});
