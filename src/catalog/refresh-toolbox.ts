import type { ApiDraft } from './api.js';
import { functionsImporter } from './functions/functions-importer.js';
import { draftsFingerprint } from './store/import-collection.js';
import type { Store } from './store/store.js';

/** The collection that every store has, and what it is imported from. */
export const toolboxCollection = 'toolbox';
export const toolboxSource = 'builtin:toolbox';

/** Makes the store hold the built-in toolbox as this version has it; cheap when it does already. */
export async function refreshToolbox(store: Store): Promise<void> {
  const drafts: ApiDraft[] = [];
  for await (const item of functionsImporter.read(toolboxSource)) if (item.kind === 'api') drafts.push(item.draft);
  if (store.collection(toolboxCollection)?.fingerprint === draftsFingerprint(toolboxCollection, drafts)) return;
  const source = { name: toolboxCollection, importer: functionsImporter.name, source: toolboxSource };
  await store.import(source, functionsImporter.read(toolboxSource));
}
