import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentationStoreAt, type NewDocumentation, openDocumentationStore } from './documentation-store.js';

const file = () => join(mkdtempSync(join(tmpdir(), 'capuchin-docs-')), 'data', 'documentation.db');
const guide: NewDocumentation = {
  path: '/docs/guide.md',
  hash: 'h1',
  title: 'Guide',
  about: { collection: 'pets', tool: 'cats' },
  passages: [
    { headings: ['Guide', 'Cats'], text: 'Cats purr.' },
    { headings: ['Guide'], text: 'Dogs bark.' },
  ],
  apis: [undefined, 'pets/dogs/list'],
};

describe('a store of documentation', () => {
  it('keeps texts with their passages', () => {
    const path = file();
    const store = openDocumentationStore(path, { now: () => 0 });
    expect(store.put(guide)).toBe('added');
    store.close();
    const again = openDocumentationStore(path);
    expect(again.entries()).toEqual([
      {
        path: '/docs/guide.md',
        title: 'Guide',
        about: { collection: 'pets', tool: 'cats' },
        passageCount: 2,
        addedAt: '1970-01-01T00:00:00.000Z',
      },
    ]);
    const passages = [...again.passages()];
    expect(passages).toEqual([
      { id: '/1#0', path: guide.path, about: { collection: 'pets', tool: 'cats' }, ...guide.passages[0] },
      {
        id: '/1#1',
        path: guide.path,
        about: { collection: 'pets', tool: 'cats', api: 'pets/dogs/list' },
        ...guide.passages[1],
      },
    ]);
    expect(again.passage('/1#1')).toEqual(passages[1]);
    for (const id of ['/1#2', '/2#0', '1#0', 'pets/dogs/list#0']) expect(again.passage(id)).toBeUndefined();
    again.close();
  });

  it('replaces a text that changed, and gives its passages other ids', () => {
    const store = openDocumentationStore(file());
    store.put(guide);
    expect(store.holds(guide)).toBe(true);
    const first = store.fingerprint();
    const changed = { ...guide, hash: 'h2', passages: [{ headings: [], text: 'Both sleep.' }] };
    expect([store.holds(changed), store.holds({ ...guide, about: {} })]).toEqual([false, false]);
    expect(store.put(changed)).toBe('changed');
    expect([...store.passages()].map(({ id, text }) => [id, text])).toEqual([['/2#0', 'Both sleep.']]);
    expect(store.fingerprint()).not.toBe(first);
    store.close();
  });

  it('removes a file, or all of a folder', () => {
    const store = openDocumentationStore(file());
    for (const path of ['/docs/a.md', '/docs/b/c.md', '/docs-other/d.md']) store.put({ ...guide, path });
    expect([store.remove('/docs/a'), store.remove('/docs/a.md'), store.remove('/docs/')]).toEqual([0, 1, 1]);
    expect(store.entries().map(({ path }) => path)).toEqual(['/docs-other/d.md']);
    expect([...store.passages()]).toHaveLength(2);
    store.close();
  });
});

describe('documentationStoreAt', () => {
  it('makes no file', () => {
    const path = file();
    expect([documentationStoreAt(path), existsSync(path)]).toEqual([undefined, false]);
  });
});
