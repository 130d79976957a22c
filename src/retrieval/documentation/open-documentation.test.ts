import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import { sampleApi } from '../retriever.contract.js';
import { evidenceFor, evidenceKey, isApiId, noDocumentation } from './documentation.js';
import { openDocumentationStore } from './documentation-store.js';
import { openDocumentation } from './open-documentation.js';

const padding = 'Everything else that this operation does is told in other words further below. '.repeat(10);
const refund = sampleApi('shop/refunds/create', {
  tool: 'refunds',
  title: 'create_refund',
  description: `Makes a refund.\n\n${padding}\n\n# Limits\n\nPartial refunds need the amount in cents.`,
  source: { uri: 'shop.json', pointer: '#/paths/~1refunds/post' },
});
const apis = [refund, sampleApi('shop/refunds/list', { tool: 'refunds', description: 'Partial refunds, short.' })];

function opened({ added = true, described = apis as readonly Api[] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-docs-'));
  const store = openDocumentationStore(join(folder, 'documentation.db'));
  const put = (path: string, about: object, ...texts: readonly string[]) =>
    store.put({ path, hash: path, title: path, about, passages: texts.map(text => ({ headings: [path], text })) });
  put('guide.md', { collection: 'shop' }, 'Chargebacks are disputes of the card holder.', 'Orders ship at noon.');
  put('refunds.md', { collection: 'shop', tool: 'refunds' }, 'A chargeback is no refund.');
  put('other.md', {}, 'Chargebacks elsewhere, chargebacks everywhere.', 'Orders  ship at noon.');
  const built: string[] = [];
  const indexes = join(folder, 'indexes');
  const source = {
    folder: indexes,
    collections: [{ name: 'shop', fingerprint: 'f' }],
    load: (ids: readonly string[]) => described.filter(({ id }) => ids.includes(id)),
    rebuild: () => described,
    onBuild: (collection: string) => built.push(collection),
    ...(added ? { added: store } : {}),
  };
  return { documentation: openDocumentation(source), again: () => openDocumentation(source), built, indexes, put };
}

describe('documentation', () => {
  it('finds passages of what was added and of long descriptions, with headings and source', async () => {
    const { documentation } = opened();
    const [hit, ...others] = await documentation.search('partial refund in cents', 5);
    expect(hit).toMatchObject({
      id: 'shop/refunds/create#1',
      source: 'shop.json#/paths/~1refunds/post',
      passage: {
        headings: ['refunds', 'create_refund', 'Limits'],
        text: 'Partial refunds need the amount in cents.',
        about: { collection: 'shop', tool: 'refunds', api: 'shop/refunds/create' },
      },
    });
    expect(others.map(({ id }) => id)).not.toContain('shop/refunds/list#0'); // brief: it is in the prompt whole
    expect(await documentation.search('quux', 5)).toEqual([]);
    expect(await documentation.search('refund', 0)).toEqual([]);
  });

  it('says the same thing once, and keeps to collections when told to', async () => {
    const { documentation } = opened();
    expect(await documentation.search('orders noon', 5)).toHaveLength(1);
    const all = await documentation.search('chargebacks', 5);
    expect(new Set(all.map(({ source }) => source))).toEqual(new Set(['guide.md', 'refunds.md', 'other.md']));
    const ours = await documentation.search('chargebacks', 5, { collections: ['shop'] });
    expect(new Set(ours.map(({ source }) => source))).toEqual(new Set(['guide.md', 'refunds.md']));
    expect((await documentation.search('chargebacks', 1))[0]).toEqual(all[0]);
  });

  it('is evidence for what it is about, the best of a passage each', async () => {
    const evidence = await opened().documentation.evidence('chargeback');
    expect([...evidence.keys()].sort()).toEqual(['shop ', 'shop refunds']);
    for (const share of evidence.values()) expect([share > 0, share < 1]).toEqual([true, true]);
    const tool = evidence.get('shop refunds');
    expect(evidenceFor(evidence, refund)).toBe(Math.max(tool!, evidence.get('shop ')!));
    expect(evidenceFor(evidence, sampleApi('shop/orders', { tool: 'orders' }))).toBe(evidence.get('shop '));
    expect(evidenceFor(evidence, sampleApi('pets/x'))).toBe(0);
  });

  it('costs nothing where nothing was added', async () => {
    const { documentation, indexes, built } = opened({ added: false });
    expect(await documentation.evidence('chargeback')).toEqual(new Map());
    expect([existsSync(indexes), built]).toEqual([false, []]);
    expect([await noDocumentation.search('x', 1), await noDocumentation.evidence('x')]).toEqual([[], new Map()]);
  });

  it('makes indexes once, and again when the documentation changes or a file is damaged', async () => {
    const { documentation, again, built, indexes, put } = opened();
    await documentation.search('refund', 1);
    await again().search('refund', 1);
    expect(built).toEqual(['shop']);
    expect(readdirSync(indexes).sort()).toEqual(['+documentation.passages.bm25', 'shop.passages.bm25']);
    put('new.md', {}, 'Gift cards never expire.');
    expect(await again().search('gift cards', 1)).toMatchObject([{ source: 'new.md' }]);
    writeFileSync(join(indexes, 'shop.passages.bm25'), 'broken');
    expect(await again().search('cents', 1)).toMatchObject([{ id: 'shop/refunds/create#1' }]);
    expect(built).toEqual(['shop', 'shop']);
  });
});

describe('evidenceKey', () => {
  it('is different for an API, a tool and a collection', () => {
    expect([
      evidenceKey({ collection: 'a', tool: 'b', api: 'a/b' }),
      evidenceKey({ collection: 'a', tool: 'b' }),
      evidenceKey({ collection: 'a' }),
      evidenceKey({}),
    ]).toEqual(['a/b', 'a b', 'a ', undefined]);
  });

  it('is known as that of an API by the slash before any space', () => {
    expect(['a/get /b', 'a/b'].map(isApiId)).toEqual([true, true]);
    expect(['a b', 'a get /b', 'a '].map(isApiId)).toEqual([false, false, false]);
  });
});
