import { join } from 'node:path';
import { CapuchinError } from '../../base/index.js';
import { checkCollectionName } from '../../catalog/index.js';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import type { IndexedCollection, RebuildNotice, RetrieverSource } from '../retriever-source.js';
import { assembleSegment } from './assemble-segment.js';
import { indexApis, livingPart } from './build-lexical.js';
import { CollectedDocuments } from './collected-documents.js';
import { type LexicalOptions, lexical } from './lexical.js';
import { type LexicalCollection, makerOf } from './lexical-collection.js';
import { readLexicalFile, writeLexicalFile } from './lexical-file.js';
import type { LexicalIndex } from './lexical-index.js';
import { type LexicalWeights, lexicalWeights } from './lexical-weights.js';
import { type CollectionContent, updateLexical } from './update-lexical.js';

export interface OpenLexicalOptions extends LexicalOptions {
  readonly weights?: LexicalWeights;
}

/**
 * Opens the indexes of collections, `<collection>.api.lexical` in one folder. Where a collection has changed, its index is
 * brought up to date; one that is missing, damaged or made by another version or with other weights is made anew.
 */
export async function openLexical(source: RetrieverSource, options: OpenLexicalOptions = {}): Promise<LexicalIndex> {
  const { weights = lexicalWeights, ...others } = options;
  const collections: LexicalCollection[] = [];
  // One after the other: making an index takes a whole core and much memory.
  for (const collection of source.collections) collections.push(await openCollection(source, collection, weights));
  return lexical(collections, others);
}

/** The path of a collection's index file. */
export function lexicalPath(folder: string, collection: string): string {
  checkCollectionName(collection);
  return join(folder, `${collection}.${apiAnalyzer.name}.lexical`);
}

async function openCollection(
  source: RetrieverSource,
  collection: IndexedCollection,
  weights: LexicalWeights,
): Promise<LexicalCollection> {
  const path = lexicalPath(source.folder, collection.name);
  const found = await readUsable(path);
  const old = typeof found === 'object' && isOf(found, collection, weights) ? found : undefined;
  if (old?.fingerprint === collection.fingerprint) return old;

  source.signal?.throwIfAborted();
  source.onRebuild?.({ collection: collection.name, reason: typeof found === 'object' ? 'outdated' : found });
  const content = contentOf(source, collection);
  const updated = old && content && (await updateLexical(old, content, weights));
  const made = updated ?? (await build(source, collection, content, weights));
  await writeLexicalFile(path, made);
  return made;
}

async function readUsable(path: string): Promise<LexicalCollection | RebuildNotice['reason']> {
  try {
    return (await readLexicalFile(path)) ?? 'missing';
  } catch (thrown) {
    if (thrown instanceof CapuchinError && thrown.code === 'index-damaged') return 'damaged';
    throw thrown;
  }
}

function isOf(index: LexicalCollection, { name }: IndexedCollection, weights: LexicalWeights): boolean {
  return index.collection === name && index.maker === makerOf(weights);
}

function contentOf(source: RetrieverSource, { name, fingerprint }: IndexedCollection): CollectionContent | undefined {
  const { documents, ofDocument, signal } = source;
  if (documents === undefined || ofDocument === undefined) return undefined;
  return {
    fingerprint,
    sources: documents(name),
    apisOf: document => ofDocument(name, document),
    ...(signal === undefined ? {} : { signal }),
  };
}

async function build(
  source: RetrieverSource,
  { name, fingerprint }: IndexedCollection,
  content: CollectionContent | undefined,
  weights: LexicalWeights,
): Promise<LexicalCollection> {
  const collected = new CollectedDocuments();
  if (content === undefined) await indexApis(collected, source.rebuild(name), '', source.signal);
  else {
    for (const document of content.sources.keys()) {
      await indexApis(collected, content.apisOf(document), document, source.signal);
    }
  }
  const parts = [livingPart(assembleSegment(collected, weights))];
  return { collection: name, fingerprint, maker: makerOf(weights), sources: content?.sources ?? new Map(), parts };
}
