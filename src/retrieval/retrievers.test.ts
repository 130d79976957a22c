import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Api } from '../catalog/index.js';
import { wordEmbedder } from './dense/word-embedder.contract.js';
import { type Relevant, retrieverContract, sampleApi } from './retriever.contract.js';
import type { RetrieverSource } from './retriever-source.js';
import { retrieverNamed, retrievers } from './retrievers.js';

function sourceOf(apis: readonly Api[], relevant: Relevant): RetrieverSource {
  const names = [...new Set(apis.map(api => api.collection))];
  return {
    folder: mkdtempSync(join(tmpdir(), 'capuchin-index-')),
    collections: names.map(name => ({ name, fingerprint: 'f' })),
    load: ids => apis.filter(api => ids.includes(api.id)),
    rebuild: collection => apis.filter(api => api.collection === collection),
    relevant,
    embedder: async () => wordEmbedder(),
  };
}

// Those that need other programs or a model have tests of their own.
const { dense: _dense, lancedb: _lancedb, postgres: _postgres, ...inProcess } = retrievers;
for (const [name, make] of Object.entries(inProcess)) {
  retrieverContract(name, (apis, relevant) => make(sourceOf(apis, relevant)));
}

describe('retrieverNamed', () => {
  it('knows exact names only', () => {
    expect(retrieverNamed('bm25')).toBe(retrievers.bm25);
    expect(() => retrieverNamed('bm2')).toThrow(
      'no retriever named "bm2"; did you mean "bm25"? known: bm25, dense, fused, hybrid, lancedb, lexical, oracle, postgres',
    );
    expect(() => retrieverNamed('toString')).toThrow('no retriever named');
  });
});

describe('oracle', () => {
  it('must be told the answers', async () => {
    const { relevant: _, ...untold } = sourceOf([], new Map());
    await expect(retrievers.oracle(untold)).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('bm25 and lexical', () => {
  const apis = [sampleApi('a/1', { title: 'listRefunds', description: 'Refunds of a customer' })];
  const found = async (name: keyof typeof retrievers, query: string) =>
    (await (await retrievers[name](sourceOf(apis, new Map()))).search(query, 5)).length;

  it('differ in what a word is', async () => {
    expect(await found('bm25', 'of')).toBe(1);
    expect(await found('lexical', 'of')).toBe(0);
    expect(await found('bm25', 'refunding customers')).toBe(0);
    expect(await found('lexical', 'refunding customers')).toBe(1);
  });
});
