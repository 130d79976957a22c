import type { ImportedDocument, ImportItem, ImportOptions } from '../importer.js';
import { type CompileThreadsOptions, compileThreads, type DocumentBytes } from './compile-threads.js';

/** A document to compile, or one that is there already. */
export type DocumentToCompile =
  | { readonly name: string; readonly hash: string; readonly unchanged: true }
  | ({ readonly name: string; readonly hash: string } & DocumentBytes);

/** Documents that are being compiled or wait for it while the first of them is given out: enough to outlast a huge one. */
const documentsAhead = 32;

export const maxDocumentBytes = 200_000_000;

/** Two leave the rest of a small machine to others, and the heap holds the largest document there is known to be. */
const usualThreads: CompileThreadsOptions = { threads: 2, maxHeapMegabytes: 320, maxDocumentBytes };

/** What many documents hold, document by document in their order, compiled side by side. */
export async function* compileDocuments(
  documents: AsyncIterable<DocumentToCompile>,
  { signal }: Pick<ImportOptions, 'signal'>,
  options = usualThreads,
): AsyncGenerator<ImportItem, void, void> {
  const threads = compileThreads(options);
  const begun: { readonly document: ImportedDocument; readonly items?: AsyncIterable<ImportItem> }[] = [];
  async function* nextBegun(): AsyncGenerator<ImportItem, void, void> {
    const next = begun.shift();
    if (next === undefined) return;
    yield next.document;
    if (next.items !== undefined) yield* next.items;
  }
  try {
    for await (const given of documents) {
      signal?.throwIfAborted();
      const { name, hash } = given;
      if ('unchanged' in given) begun.push({ document: { kind: 'document', name, hash, unchanged: true } });
      else begun.push({ document: { kind: 'document', name, hash }, items: threads.start(given) });
      if (begun.length === documentsAhead) yield* nextBegun();
    }
    while (begun.length > 0) yield* nextBegun();
  } finally {
    await threads.close();
  }
}
