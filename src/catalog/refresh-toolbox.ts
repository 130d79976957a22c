import type { ApiDraft } from './api.js';
import { functionsImporter } from './functions/functions-importer.js';
import { draftsFingerprint } from './store/import-collection.js';
import type { Store } from './store/store.js';

const collection = 'toolbox';
const source = 'builtin:toolbox';

/** Makes the store hold the built-in toolbox as this version has it; cheap when it does already. */
export async function refreshToolbox(store: Store): Promise<void> {
  const drafts: ApiDraft[] = [];
  for await (const item of functionsImporter.read(source)) if (item.kind === 'api') drafts.push(item.draft);
  if (store.collection(collection)?.fingerprint === draftsFingerprint(collection, drafts)) return;
  await store.import({ name: collection, importer: functionsImporter.name, source }, functionsImporter.read(source));
}
