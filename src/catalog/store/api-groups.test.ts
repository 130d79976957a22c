import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { refreshToolbox } from '../refresh-toolbox.js';
import { openStore } from './store.js';

it('says who and what the APIs of each document are of, and lists ids', async () => {
  const store = openStore(join(mkdtempSync(join(tmpdir(), 'capuchin-store-')), 'catalog.db'));
  expect(store.groups()).toEqual([]);
  await refreshToolbox(store);
  const [first] = store.groups();
  expect(first).toEqual({ collection: 'toolbox', provider: 'capuchin', tool: 'algebra', category: 'algebra' });
  const ids = [...store.outlines('toolbox')].map(api => api.id);
  expect([store.ids('toolbox'), store.ids('tool')]).toEqual([ids, []]);
  store.close();
});
