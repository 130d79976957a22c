import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import type { RetrieverSource } from '../retriever-source.js';
import { lexicalOver, lexicalRetriever } from './lexical-retriever.js';

const sourceOf = (apis: readonly Api[], variants: (id: string) => readonly string[] = () => []): RetrieverSource => ({
  folder: mkdtempSync(join(tmpdir(), 'capuchin-lexical-')),
  collections: [...new Set(apis.map(api => api.collection))].map(name => ({ name, fingerprint: 'f' })),
  load: ids => apis.filter(api => ids.includes(api.id)),
  variants,
  rebuild: collection => apis.filter(api => api.collection === collection),
});

retrieverContract('lexicalRetriever', apis => lexicalRetriever(sourceOf(apis)));
retrieverContract('lexicalOver', apis => lexicalOver(apis));

const rain = Array.from({ length: 40 }, (_, i) =>
  sampleApi(`a/${String(i).padStart(2, '0')}`, {
    title: 'rain',
    effect: i % 10 === 9 ? 'irreversible' : 'read',
    provider: i % 2 === 0 ? 'even' : 'odd',
  }),
);

it('looks on until enough of what it loads passes', async () => {
  const retriever = await lexicalRetriever(sourceOf(rain));
  const found = async (k: number, filter: object) =>
    (await retriever.search('rain', k, { filter })).map(hit => hit.api.id);
  expect(await found(3, { effects: ['irreversible'] })).toEqual(['a/09', 'a/19', 'a/29']);
  expect(await found(9, { effects: ['irreversible'] })).toEqual(['a/09', 'a/19', 'a/29', 'a/39']);
  expect(await found(2, { accepts: ({ id }: Api) => id > 'a/3', providers: ['even'] })).toEqual(['a/30', 'a/32']);
  expect(await found(0, { effects: ['irreversible'] })).toEqual([]);
});

it('shows one of those that say the same, and names the others that pass', async () => {
  const alike = (id: string) => (['a/00', 'a/01', 'a/02', 'a/09'].includes(id) ? ['a/00', 'a/01', 'a/02', 'a/09'] : []);
  const retriever = await lexicalRetriever(sourceOf(rain, alike));
  const first = async (filter: object) => {
    const hits = await retriever.search('rain', 2, { filter });
    return hits.map(({ api, variants }) => [api.id, variants]);
  };
  expect(await first({})).toEqual([
    ['a/00', ['a/01', 'a/02', 'a/09']],
    ['a/03', undefined],
  ]);
  expect(await first({ providers: ['odd'] })).toEqual([
    ['a/01', ['a/09']],
    ['a/03', undefined],
  ]);
  expect(await first({ effects: ['read'] })).toEqual([
    ['a/00', ['a/01', 'a/02']],
    ['a/03', undefined],
  ]);
});

it('leaves out APIs that are gone', async () => {
  const source = sourceOf(rain.slice(0, 2));
  const retriever = await lexicalRetriever({ ...source, load: () => rain.slice(1, 2) });
  expect((await retriever.search('rain', 2)).map(hit => hit.api.id)).toEqual(['a/01']);
});
