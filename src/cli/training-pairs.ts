import { resolve } from 'node:path';
import { CapuchinError, UsageError } from '../base/index.js';
import type { Store } from '../catalog/index.js';
import { type RetrievalQuery, readRetrievalQueries } from '../evaluation/index.js';
import { queriesOf, type RetrieverSet, readRetrieverTsv } from '../training/index.js';
import type { Io } from './io.js';

export interface PairsWanted {
  readonly collection: string;
  /** Files of rows `{query, relevant_apis}`. */
  readonly pairs?: readonly string[];
  /** A folder of ToolBench's retriever files; the requests of its training split are read. */
  readonly tsv?: string;
}

/** All requests, in the order of the files. Some of their APIs may be unknown, but not all. */
export async function readTrainingPairs(io: Io, store: Store, wanted: PairsWanted): Promise<RetrievalQuery[]> {
  const { collection, pairs: files = [], tsv } = wanted;
  if (files.length === 0 && tsv === undefined) throw new UsageError('name what to learn from: --pairs or --tsv');
  const pairs: RetrievalQuery[] = [];
  for (const file of files) {
    for await (const pair of readRetrievalQueries(resolve(io.cwd, file), collection, io.signal)) pairs.push(pair);
  }
  if (tsv !== undefined) {
    const set = await readRetrieverTsv(resolve(io.cwd, tsv), io.signal);
    pairs.push(...queriesOf(withIds(set, store, collection), 'train', collection));
  }
  const known = new Set(store.ids(collection));
  if (!pairs.some(({ relevant }) => [...relevant].some(id => known.has(id)))) {
    const example =
      known
        .values()
        .next()
        .value?.slice(collection.length + 1) ?? '';
    throw new CapuchinError(
      'no-pairs',
      `none of the ${pairs.length} requests has an API of "${collection}"; relevant_apis are keys within it, such as "${example}"`,
    );
  }
  return pairs;
}

/** ToolBench's own files say no ids: there, tool and title say which API is meant. */
function withIds(set: RetrieverSet, store: Store, collection: string): RetrieverSet {
  const named = (tool: unknown, title: unknown) => JSON.stringify([tool, title]);
  const ids = new Map<string, string>();
  for (const { id, tool, title } of store.outlines(collection)) ids.set(named(tool, title), id);
  const corpus = Array.from(set.corpus, ([document, content]) => {
    const id = content['api_id'] ?? ids.get(named(content['tool_name'], content['api_name']));
    return [document, id === undefined ? content : { ...content, api_id: id }] as const;
  });
  return { ...set, corpus: new Map(corpus) };
}
