import { join } from 'node:path';
import type { Folders } from '../base/index.js';
import {
  documentationStoreAt,
  openDocumentation,
  type Retriever,
  type RetrieverSource,
  withDocumentation,
} from '../retrieval/index.js';

export interface DocumentedRetriever {
  readonly retriever: Retriever;
  close(): void;
}

/** The file that added documentation is kept in. */
export function documentationPath({ folders }: { readonly folders: Pick<Folders, 'data'> }): string {
  return join(folders.data, 'documentation.db');
}

/** The retriever with what is in the file as evidence; as it is where nothing was added. */
export function documented(path: string, retriever: Retriever, source: RetrieverSource): DocumentedRetriever {
  const added = documentationStoreAt(path);
  if (added === undefined) return { retriever, close: () => {} };
  const documentation = openDocumentation({ ...source, added });
  return { retriever: withDocumentation(retriever, { ...source, documentation }), close: () => added.close() };
}
