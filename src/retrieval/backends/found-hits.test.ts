import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { sampleApi } from '../retriever.contract.js';
import type { SearchOptions } from '../retriever.js';
import { foundHits } from './found-hits.js';

const ids = ['x/a', 'x/b', 'x/c', 'x/d', 'x/e'];
const apis = ids.map((id, i) => sampleApi(id, { effect: i % 2 === 0 ? 'read' : 'irreversible' }));

async function found(k: number, options: SearchOptions = {}, known: readonly Api[] = apis, alike: string[] = []) {
  const asked: number[] = [];
  const rank = async (most: number) => {
    asked.push(most);
    return ids.map((id, i) => ({ id, score: 9 - i })).slice(0, most);
  };
  const source = {
    load: (wanted: readonly string[]) => known.filter(api => wanted.includes(api.id)),
    variants: (id: string) => (alike.includes(id) ? alike : []),
  };
  const hits = await foundHits(rank, k, source, options);
  return { asked, hits: hits.map(({ api, score, variants }) => [api.id, score, ...(variants ?? [])]) };
}

describe('foundHits', () => {
  it('asks once for what is enough', async () => {
    expect(await found(2)).toEqual({
      asked: [2],
      hits: [
        ['x/a', 9],
        ['x/b', 8],
      ],
    });
    expect(await found(0)).toEqual({ asked: [], hits: [] });
    expect(await found(-1)).toEqual({ asked: [], hits: [] });
    expect((await found(Number.POSITIVE_INFINITY)).hits).toHaveLength(5);
  });

  it('asks for more where APIs are gone, refused or variants of an earlier hit', async () => {
    expect(await found(2, {}, apis.slice(2))).toEqual({
      asked: [2, 4],
      hits: [
        ['x/c', 7],
        ['x/d', 6],
      ],
    });
    expect(await found(2, { filter: { accepts: api => api.id > 'x/c' } })).toEqual({
      asked: [2, 4, 8],
      hits: [
        ['x/d', 6],
        ['x/e', 5],
      ],
    });
    expect(await found(2, {}, apis, ['x/a', 'x/b', 'x/c'])).toEqual({
      asked: [2, 4],
      hits: [
        ['x/a', 9, 'x/b', 'x/c'],
        ['x/d', 6],
      ],
    });
  });

  it('stops when told to', async () => {
    await expect(found(2, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
  });
});
