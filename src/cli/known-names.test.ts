import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore, refreshToolbox } from '../catalog/index.js';
import { checkKnown, collectionsOfTool } from './known-names.js';

it('knows the names that APIs have, and asks for them where reading would take long', async () => {
  const store = openStore(join(mkdtempSync(join(tmpdir(), 'capuchin-names-')), 'catalog.db'));
  await refreshToolbox(store);
  await checkKnown(store, 'provider', ['capuchin']);
  await checkKnown(store, 'category');
  await expect(checkKnown(store, 'category', ['dates', 'datse'])).rejects.toThrow('"datse"; did you mean "dates"');
  const asked: string[] = [];
  await checkKnown(store, 'category', ['elsewhere'], async ({ name }, part) => {
    asked.push(`${name} ${part}`);
    return new Set(['elsewhere']);
  });
  expect(asked).toEqual(['toolbox category']);
  expect(await collectionsOfTool(store, 'dates')).toEqual(['toolbox']);
  await expect(collectionsOfTool(store, 'nothing at all')).rejects.toMatchObject({ code: 'not-found' });
  store.close();
});
