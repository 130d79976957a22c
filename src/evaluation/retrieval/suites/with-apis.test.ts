import { expect, it } from 'vitest';
import type { Api } from '../../../catalog/index.js';
import type { RetrieverSource } from '../../../retrieval/index.js';
import { withApis } from './with-apis.js';

const api = (id: string) => ({ id }) as Api;
const source: RetrieverSource = {
  folder: '/indexes',
  collections: [{ name: 'theirs', fingerprint: 'f' }],
  load: ids => ids.map(api),
  rebuild: name => [api(`${name}/x`)],
};

it('adds the APIs to what is there', async () => {
  const both = withApis(source, 'ours', [api('ours/a'), api('ours/b')]);
  expect(both.collections.map(({ name }) => name)).toEqual(['theirs', 'ours']);
  expect(await both.load(['theirs/x', 'ours/b', 'ours/gone'])).toEqual([
    api('ours/b'),
    api('theirs/x'),
    api('ours/gone'),
  ]);
  expect(both.rebuild('ours')).toEqual([api('ours/a'), api('ours/b')]);
  expect(both.rebuild('theirs')).toEqual([api('theirs/x')]);
});

it('is one document of one content', () => {
  const documents = () => new Map([['theirs.json', 'f']]);
  const parts = withApis({ ...source, documents, ofDocument: () => [] }, 'ours', [api('ours/a')]);
  expect([...(parts.documents?.('ours') ?? [])]).toEqual([['', parts.collections[1]?.fingerprint]]);
  expect(parts.ofDocument?.('ours', '')).toEqual([api('ours/a')]);
  expect(parts.documents?.('theirs')).toEqual(documents());
  expect(parts.ofDocument?.('theirs', 'theirs.json')).toEqual([]);
});

it('changes its fingerprint with the APIs', () => {
  const of = (...ids: string[]) => withApis(source, 'ours', ids.map(api)).collections[1]?.fingerprint;
  expect(of('ours/a')).toBe(of('ours/a'));
  expect(of('ours/a')).not.toBe(of('ours/b'));
});
