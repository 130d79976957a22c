import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../../test/retriever-source.js';
import { fusedOver } from '../fusion/fused-over.js';
import { retrieverContract, sampleApi } from '../retriever.contract.js';
import { noDocumentation } from './documentation.js';
import { openDocumentationStore } from './documentation-store.js';
import { openDocumentation } from './open-documentation.js';
import type { About } from './passage.js';
import { withDocumentation } from './with-documentation.js';

const apis = [
  sampleApi('shop/post /charges', { tool: 'payments', title: 'Create a charge', description: 'Charges a card.' }),
  sampleApi('shop/post /refunds', { tool: 'payments', title: 'Create a refund', description: 'Refunds a charge.' }),
  sampleApi('shop/get /hours', {
    tool: 'branches',
    title: 'Opening hours',
    description: 'When a branch is open.',
    effect: 'read',
  }),
  sampleApi('till/open', { tool: 'till', title: 'Open the till', description: 'Opens the drawer for a charge.' }),
];

async function documented(texts: readonly { readonly about: About; readonly text: string }[], searched = apis) {
  const source = sourceOf(searched);
  const added = openDocumentationStore(join(mkdtempSync(join(tmpdir(), 'capuchin-docs-')), 'documentation.db'));
  for (const [i, { about, text }] of texts.entries()) {
    added.put({ path: `/docs/${i}.md`, hash: String(i), about, title: '', passages: [{ headings: [], text }] });
  }
  const documentation = openDocumentation({ ...source, added });
  return withDocumentation(await fusedOver(searched), { ...source, documentation });
}

const guide = [
  {
    about: { collection: 'shop', api: 'shop/post /refunds' },
    text: 'A dispute or chargeback is settled by giving the money back.',
  },
  { about: { collection: 'shop', tool: 'branches' }, text: 'Holidays are closed days in every branch.' },
];

describe('withDocumentation', () => {
  it('lifts the API that a passage is about, and says so', async () => {
    const request = 'create a chargeback dispute';
    const plain = await fusedOver(apis);
    const retriever = await documented(guide);
    const ranked = async (of: typeof plain) => (await of.search(request, 3)).map(({ api }) => api.id);
    expect((await ranked(plain))[0]).not.toBe('shop/post /refunds');
    const hits = await retriever.search(request, 3);
    expect(hits[0]?.api.id).toBe('shop/post /refunds');
    const part = retriever.why?.(hits[0]!).find(({ feature }) => feature === 'documentation');
    expect(part?.value).toBeGreaterThan(0);
    expect(part?.value).toBeLessThan(1);
    expect(part?.contribution).toBeGreaterThan(0);
    const others = hits.slice(1).flatMap(hit => retriever.why?.(hit) ?? []);
    expect(others.map(({ feature }) => feature)).not.toContain('documentation');
  });

  it('finds an API that only its documentation speaks for, where it passes the filter and is searched', async () => {
    const retriever = await documented(guide);
    const found = async (options = {}, of = retriever) =>
      (await of.search('chargeback', 5, options)).map(({ api }) => api.id);
    expect(await found()).toEqual(['shop/post /refunds']);
    expect(await found({ filter: { collections: ['till'] } })).toEqual([]);
    expect(
      await found(
        {},
        await documented(
          guide,
          apis.filter(({ collection }) => collection === 'till'),
        ),
      ),
    ).toEqual([]);
  });

  it('counts what is said of a tool for all of its APIs', async () => {
    const retriever = await documented(guide);
    const [first] = await retriever.search('open on holidays', 3);
    expect(first?.api.id).toBe('shop/get /hours');
    expect(retriever.why?.(first!).map(({ feature }) => feature)).toContain('documentation');
  });

  it('is the retriever itself where documentation says nothing of the request', async () => {
    const plain = await fusedOver(apis);
    const request = 'open the till';
    const expected = await plain.search(request, 3);
    expect(await (await documented([])).search(request, 3)).toEqual(expected);
    const { collections, load } = sourceOf(apis);
    const none = withDocumentation(plain, { collections, load, documentation: noDocumentation });
    expect(await none.search(request, 3)).toEqual(expected);
  });
});

retrieverContract('withDocumentation', async searched =>
  documented([{ about: { collection: 'elsewhere', api: 'elsewhere/map' }, text: 'weather forecast' }], [...searched]),
);
