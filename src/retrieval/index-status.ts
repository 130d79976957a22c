import { stat } from 'node:fs/promises';
import { CapuchinError } from '../base/index.js';
import { hasBit } from './lexical/bitset.js';
import { livingPart } from './lexical/build-lexical.js';
import { type LexicalCollection, livingCount, makerOf } from './lexical/lexical-collection.js';
import { readLexicalFile, writeLexicalFile } from './lexical/lexical-file.js';
import { documentCount, documentId } from './lexical/lexical-segment.js';
import { lexicalWeights } from './lexical/lexical-weights.js';
import { mergeSegments } from './lexical/merge-segments.js';
import { lexicalPath, openLexical } from './lexical/open-lexical.js';
import { allStrings, stringCount } from './lexical/string-list.js';
import type { IndexedCollection, RetrieverSource } from './retriever-source.js';

/** `outdated`: made of other content, or by another version; it is brought up to date when it is next needed. */
export type IndexState = 'current' | 'outdated' | 'missing' | 'damaged';

/** What there is of a collection's index. */
export interface IndexStatus {
  readonly collection: string;
  readonly path: string;
  readonly state: IndexState;
  /** Why it is `outdated` or `damaged`. */
  readonly reason?: string;
  readonly bytes: number;
  /** Absent where the file cannot be read. */
  readonly content?: IndexContent;
}

export interface IndexContent {
  /** APIs that can be found. */
  readonly documents: number;
  /** Documents that are gone or were replaced, and still take room. */
  readonly dead: number;
  readonly segments: number;
  /** Sums over the segments: what stands in two counts twice. */
  readonly terms: number;
  readonly postings: number;
  readonly tools: number;
  readonly analyzer: string;
  readonly analyzerVersion: number;
}

/** Reads the whole file, and so checks what is written in it against its checksums. */
export async function indexStatus(folder: string, collection: IndexedCollection): Promise<IndexStatus> {
  return (await inspected(folder, collection)).status;
}

/** Makes a collection's index, or brings it up to date, as the first search would. */
export async function buildIndex(source: RetrieverSource, collection: IndexedCollection): Promise<IndexStatus> {
  await openLexical({ ...source, collections: [collection] });
  return indexStatus(source.folder, collection);
}

export interface IndexFaults extends IndexStatus {
  /** Ids that the collection has and the index does not; the first few, in order. */
  readonly missing: readonly string[];
  readonly missingCount: number;
  /** Ids that the index has and the collection does not. */
  readonly strange: readonly string[];
  readonly strangeCount: number;
}

const shownIds = 5;

/** Compares a current index with the ids that the collection has; of one that is not current only the state is told. */
export async function verifyIndex(
  folder: string,
  collection: IndexedCollection,
  ids: Iterable<string>,
): Promise<IndexFaults> {
  const { status, index } = await inspected(folder, collection);
  if (status.state !== 'current' || index === undefined) {
    return { ...status, missing: [], missingCount: 0, strange: [], strangeCount: 0 };
  }
  const indexed = new Set(livingIds(index));
  const missing: string[] = [];
  for (const id of ids) if (!indexed.delete(id)) missing.push(id);
  const strange = [...indexed];
  return {
    ...status,
    missing: missing.slice(0, shownIds),
    missingCount: missing.length,
    strange: strange.slice(0, shownIds),
    strangeCount: strange.length,
  };
}

/** Every provider and category of a collection, from its index; undefined where that is not current. */
export async function indexedNames(
  folder: string,
  collection: IndexedCollection,
): Promise<{ readonly providers: ReadonlySet<string>; readonly categories: ReadonlySet<string> } | undefined> {
  const { status, index } = await inspected(folder, collection);
  if (status.state !== 'current' || index === undefined || status.content?.dead !== 0) return undefined;
  const segments = index.parts.map(({ segment }) => segment);
  return {
    providers: new Set(segments.flatMap(({ providers }) => allStrings(providers))),
    categories: new Set(segments.flatMap(({ categories }) => allStrings(categories))),
  };
}

/**
 * Makes one segment of an index's segments, without what is dead; gives false where there is nothing to gain. Searches find
 * the same before and after. Throws `index-not-current` for one that is not current: it would be made anew anyway.
 */
export async function mergeIndex(folder: string, collection: IndexedCollection): Promise<boolean> {
  const { status, index } = await inspected(folder, collection);
  if (status.state !== 'current' || index === undefined) {
    throw new CapuchinError(
      'index-not-current',
      `the index of ${collection.name} is ${status.state}; run: capuchin index build ${collection.name}`,
    );
  }
  if (index.parts.length <= 1 && (status.content?.dead ?? 0) === 0) return false;
  const parts = [livingPart(mergeSegments(index.parts, lexicalWeights))];
  await writeLexicalFile(status.path, { ...index, parts });
  return true;
}

async function inspected(
  folder: string,
  collection: IndexedCollection,
): Promise<{ readonly status: IndexStatus; readonly index?: LexicalCollection }> {
  const path = lexicalPath(folder, collection.name);
  const bytes = await sizeOf(path);
  const facts = { collection: collection.name, path, bytes: bytes ?? 0 };
  if (bytes === undefined) return { status: { ...facts, state: 'missing' } };
  try {
    const index = await readLexicalFile(path);
    if (index === undefined) return { status: { ...facts, state: 'outdated', reason: 'another version wrote it' } };
    const reason = staleness(index, collection);
    const content = contentOf(index);
    const state = reason === undefined ? ('current' as const) : ('outdated' as const);
    return { status: { ...facts, state, ...(reason === undefined ? {} : { reason }), content }, index };
  } catch (thrown) {
    if (!(thrown instanceof CapuchinError) || thrown.code !== 'index-damaged') throw thrown;
    return { status: { ...facts, state: 'damaged', reason: thrown.message } };
  }
}

function staleness(index: LexicalCollection, { name, fingerprint }: IndexedCollection): string | undefined {
  if (index.collection !== name) return `it is of the collection ${index.collection}`;
  if (index.maker !== makerOf(lexicalWeights)) return 'texts are read otherwise now';
  return index.fingerprint === fingerprint ? undefined : 'the collection has changed';
}

function contentOf({ parts, maker }: LexicalCollection): IndexContent {
  const { analyzer, analyzerVersion } = JSON.parse(maker) as { analyzer: string; analyzerVersion: number };
  const sum = (count: (part: LexicalCollection['parts'][number]) => number) =>
    parts.reduce((total, part) => total + count(part), 0);
  const documents = sum(livingCount);
  return {
    documents,
    dead: sum(({ segment }) => documentCount(segment)) - documents,
    segments: parts.length,
    terms: sum(({ segment }) => stringCount(segment.terms)),
    postings: sum(({ segment }) => segment.postings.targets.length + segment.toolPostings.targets.length),
    tools: sum(({ segment }) => stringCount(segment.tools)),
    analyzer,
    analyzerVersion,
  };
}

function* livingIds({ parts }: LexicalCollection): Generator<string> {
  for (const { segment, dead } of parts) {
    for (let document = 0; document < documentCount(segment); document++) {
      if (!hasBit(dead, document)) yield documentId(segment, document);
    }
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  }
}
