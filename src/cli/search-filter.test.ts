import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ApiDraft, type HttpInvocation, type ImportItem, openStore } from '../catalog/index.js';
import { passes } from '../retrieval/index.js';
import type { FilterFlags } from './filter-options.js';
import type { Io } from './io.js';
import { searchFilter } from './search-filter.js';
import type { Workbench } from './workbench.js';

function draft(key: string, given: Partial<ApiDraft>, scheme?: string): ApiDraft {
  const invocation: HttpInvocation = {
    kind: 'http',
    method: 'GET',
    path: '/',
    servers: [{ url: 'https://api.shop.example' }],
    parameters: [],
    security: scheme === undefined ? [] : [[{ scheme, type: 'apiKey', in: 'header', name: 'X-Key' }]],
  };
  return {
    key,
    baseName: key,
    provider: 'shop.example',
    tool: 'Shop',
    category: 'commerce',
    title: key,
    description: '',
    parameters: { type: 'object' },
    effect: 'read',
    examples: [],
    source: { uri: 'test:' },
    invocation,
    ...given,
  };
}

async function* items(): AsyncGenerator<ImportItem> {
  const drafts = [
    draft('open', {}),
    draft('keyed', {}, 'key'),
    draft('other', { provider: 'other.example', effect: 'irreversible' }, 'other'),
    draft('odd', { category: 'travel' }),
  ];
  for (const each of drafts) yield { kind: 'api', draft: each };
}

const folder = mkdtempSync(join(tmpdir(), 'capuchin-filter-'));
const store = openStore(join(folder, 'catalog.db'));
await store.import({ name: 'shop', importer: 'test', source: 'test:' }, items());
const settings = { servers: [], toolbenchUrl: '', rapidapiKeyEnv: 'RAPIDAPI_KEY', allowHosts: [] };
const bench = { store: async () => store, settings, folders: { indexes: folder } } as unknown as Workbench;

async function found(flags: FilterFlags, env: Record<string, string> = {}) {
  const io = { env: { CAPUCHIN_HOME: folder, ...env }, platform: process.platform, homeDir: folder, now: () => 0 };
  const filter = await searchFilter(io as unknown as Io, bench, flags);
  return filter && [...store.outlines('shop')].filter(api => passes(api, filter)).map(({ title }) => title);
}

describe('searchFilter', () => {
  it('is none without flags', async () => {
    expect(await found({})).toBeUndefined();
    expect(await found({ authorized: false })).toBeUndefined();
  });

  it('passes any value of one flag, and what all flags say', async () => {
    expect(await found({ provider: ['shop.example'] })).toEqual(['keyed', 'odd', 'open']);
    expect(await found({ provider: ['shop.example', 'other.example'], effect: ['irreversible'] })).toEqual(['other']);
    expect(await found({ category: ['commerce'], effect: ['read', 'reversible'] })).toEqual(['keyed', 'open']);
  });

  it('passes what needs no credential, and what there is one for', async () => {
    expect(await found({ authorized: true })).toEqual(['odd', 'open']);
    const key = { CAPUCHIN_KEY_SHOP_EXAMPLE_KEY: 'k', CAPUCHIN_KEY_OTHER_EXAMPLE_OTHER: 'k' };
    expect(await found({ authorized: true }, key)).toEqual(['keyed', 'odd', 'open']);
  });

  it('knows names that only one API of a document has, and says what was meant by others', async () => {
    expect(await found({ category: ['travel'] })).toEqual(['odd']);
    await expect(found({ category: ['travl'] })).rejects.toThrow(
      'no API is of the category "travl"; did you mean "travel"?',
    );
    await expect(found({ provider: ['example'] })).rejects.toThrow('did you mean "other.example" or "shop.example"?');
    await expect(found({ provider: ['zzzzzz'] })).rejects.toMatchObject({ code: 'not-found' });
  });
});
