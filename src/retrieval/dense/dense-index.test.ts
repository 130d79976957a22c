import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../base/index.js';
import { denseIndex } from './dense-index.js';
import { gatherVectors } from './gather-vectors.js';
import { quantise } from './quantise.js';
import type { VectorSet } from './vector-set.js';

function setOf(collection: string, vectors: Readonly<Record<string, Float32Array>>, embedder = 'test'): VectorSet {
  const dimensions = Object.values(vectors)[0]?.length ?? 2;
  const kept = Object.entries(vectors).map(([id, vector]) => {
    const row = new Int8Array(dimensions);
    return { id: `${collection}/${id}`, hash: new Uint8Array(16), row, scale: quantise(vector, row) };
  });
  return gatherVectors({ collection, fingerprint: '', embedder, textVersion: 1, dimensions }, kept);
}

const vector = (...components: number[]) => Float32Array.from(components);

/** A direction near one of a few centres, as the texts of a real collection lie. */
function direction(random: Random, dimensions: number, centre: Float32Array): Float32Array {
  const made = Float32Array.from({ length: dimensions }, (_, i) => (centre[i] as number) + (random.next() - 0.5));
  const length = Math.hypot(...made);
  return made.map(component => component / length);
}

const small = denseIndex([
  setOf('b', { east: vector(1, 0), north: vector(0, 1), nowhere: vector(0, 0) }),
  setOf('a', { west: vector(-1, 0), east: vector(1, 0) }),
]);

describe('denseIndex', () => {
  it('numbers documents by set, then by id', () => {
    expect(Array.from({ length: 5 }, (_, document) => small.idOf(document))).toEqual([
      'b/east',
      'b/north',
      'b/nowhere',
      'a/east',
      'a/west',
    ]);
    expect(['a/west', 'b/east', 'b/nowhere', 'a/easter', 'c/east'].map(small.numberOf)).toEqual([
      4,
      0,
      2,
      undefined,
      undefined,
    ]);
  });

  it('gives the cosine of the documents asked for, 0 without a vector', () => {
    const cosines = small.scores(vector(0.6, 0.8), [4, 2, 1, 0]);
    expect([...cosines].map(each => Math.round(each * 1000) / 1000)).toEqual([-0.6, 0, 0.8, 0.6]);
  });

  it('gives the nearest, equal ones by number', () => {
    for (const search of [small.top, small.exact]) {
      expect(search(vector(1, 0), 3).map(({ document }) => document)).toEqual([0, 3, 1]);
      expect(search(vector(1, 0), 100)).toHaveLength(5);
      expect(search(vector(1, 0), 0)).toEqual([]);
    }
    expect(denseIndex([]).top(vector(1, 0), 3)).toEqual([]);
  });

  it('finds by signs what comparing everything finds, the more of it the more is rescored', () => {
    const random = seededRandom(5);
    const dimensions = 100; // not a multiple of 32
    const centres = Array.from({ length: 40 }, () =>
      Float32Array.from({ length: dimensions }, () => random.next() - 0.5),
    );
    const near = (i: number) => direction(random, dimensions, centres[i % 40] as Float32Array);
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`d${i}`, near(i)]));
    const sets = [setOf('a', many(3000)), setOf('b', many(1000))];
    const queries = Array.from({ length: 20 }, (_, i) => near(i));
    const recall = (rescored: number) => {
      const index = denseIndex(sets, { rescored });
      const shares = queries.map(query => {
        const right = new Set(index.exact(query, 10).map(({ document }) => document));
        return index.top(query, 10).filter(({ document }) => right.has(document)).length / 10;
      });
      return shares.reduce((sum, share) => sum + share, 0) / shares.length;
    };
    expect(recall(4000)).toBe(1);
    expect(recall(1000)).toBeGreaterThan(0.9);
    expect(recall(1000)).toBeGreaterThanOrEqual(recall(400));
  });

  it('refuses vectors of several embedders', () => {
    const sets = [setOf('a', { x: vector(1, 0) }), setOf('b', { x: vector(1, 0) }, 'other')];
    expect(() => denseIndex(sets)).toThrow('the vectors of b are of other (2 dimensions), those of a of test (2)');
  });
});
