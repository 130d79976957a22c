import { describe, expect, it } from 'vitest';
import { gatherVectors } from './gather-vectors.js';
import { findId, idAt } from './vector-set.js';

const about = { collection: 'c', fingerprint: 'f', embedder: 'e', textVersion: 1, dimensions: 2 };
const kept = (id: string, hash: number) => ({
  id,
  hash: new Uint8Array(16).fill(hash),
  row: Int8Array.of(hash, -1),
  scale: 1 / hash,
});

describe('gatherVectors', () => {
  it('puts vectors in the order of their ids in UTF-8', () => {
    // As UTF-16 the emoji would come before the letter.
    const ids = ['c/\u{1f412}', 'c/b', 'c/\uff21', 'c-d/a', 'c/a'];
    const set = gatherVectors(
      about,
      ids.map((id, i) => kept(id, i + 1)),
    );
    const order = [3, 4, 1, 2, 0];
    expect(order.map((_, document) => idAt(set, document))).toEqual(order.map(i => ids[i]));
    expect(ids.map(id => findId(set, id))).toEqual([4, 2, 3, 0, 1]);
    expect([...set.rows]).toEqual(order.flatMap(i => [i + 1, -1]));
    expect([...set.scales]).toEqual(order.map(i => Math.fround(1 / (i + 1))));
    expect([...set.centre].map(each => each.toFixed(3))).toEqual(['1.000', '-0.457']);
    expect([...set.hashes.subarray(16, 18)]).toEqual([5, 5]);
  });

  it('makes an empty set of nothing', () => {
    const set = gatherVectors(about, []);
    expect(set.scales).toHaveLength(0);
    expect(findId(set, 'c/a')).toBeUndefined();
  });
});
