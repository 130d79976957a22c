import { type Documentation, documentationStoreAt, openDocumentation } from '../retrieval/index.js';
import { documentationPath } from './documented.js';
import { type Io, note } from './io.js';
import type { Workbench } from './workbench.js';

export interface OpenedDocumentation {
  readonly documentation: Documentation;
  close(): void;
}

/** What was added, and the long descriptions of these collections, or of all that are searched when none are named. */
export async function openDocs(io: Io, bench: Workbench, collections: readonly string[]): Promise<OpenedDocumentation> {
  const { folder, collections: described, load, rebuild } = await bench.source(collections);
  const added = documentationStoreAt(documentationPath(bench));
  const documentation = openDocumentation({
    folder,
    collections: described,
    load,
    rebuild,
    added,
    onBuild: name => note(io, `capuchin: reading the long descriptions of ${name} …`),
    signal: io.signal,
  });
  return { documentation, close: () => added?.close() };
}
