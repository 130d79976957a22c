import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import type { Hit } from '../retriever.js';
import { interleaved } from './interleaved.js';

const ranking = (...ids: string[]): Hit[] => ids.map((id, i) => ({ api: sampleApi(id), score: 9 - i }));
const idsOf = (hits: readonly Hit[]) => hits.map(hit => hit.api.id);

describe('interleaved', () => {
  it('lets each ranking contribute in turn and skips what is there already', () => {
    const merged = interleaved([ranking('a', 'b', 'c'), ranking('a', 'd'), ranking('e')], 10);
    expect(merged.map(hit => [hit.api.id, hit.score])).toEqual([
      ['a', 1],
      ['e', 1 / 2],
      ['b', 1 / 3],
      ['d', 1 / 4],
      ['c', 1 / 5],
    ]);
    expect(idsOf(interleaved([ranking('a', 'b', 'c'), ranking('a', 'd')], 2))).toEqual(['a', 'b']);
  });

  it('gives one ranking as it is, and nothing of none', () => {
    expect(idsOf(interleaved([ranking('a', 'b')], 5))).toEqual(['a', 'b']);
    expect(interleaved([], 5)).toEqual([]);
    expect(interleaved([[], []], 5)).toEqual([]);
    expect(interleaved([ranking('a')], 0)).toEqual([]);
  });

  it('keeps what a hit says of itself, and does not show its variants again', () => {
    const hit: Hit = { api: sampleApi('a'), score: 3, variants: ['b'], features: new Float32Array([1]) };
    expect(interleaved([[hit], ranking('b', 'c')], 5)).toEqual([
      { ...hit, score: 1 },
      { api: sampleApi('c'), score: 1 / 2 },
    ]);
  });

  it('shows place r of any of n rankings among the first r × n', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghijkl'), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 5 }), lists => {
        const merged = idsOf(
          interleaved(
            lists.map(list => ranking(...list)),
            100,
          ),
        );
        expect(new Set(merged).size).toBe(merged.length);
        for (const list of lists) {
          for (const [place, id] of list.entries()) {
            expect(merged.indexOf(id)).toBeLessThan((place + 1) * lists.length);
          }
        }
      }),
    );
  });
});
