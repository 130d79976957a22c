import { CapuchinError, UsageError } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import type { OpenSuite, OpenSuiteOptions, RetrievalQuery, RetrievalSuite } from '../evaluation/index.js';
import type { RetrieverSource } from '../retrieval/index.js';
import type { Io } from './io.js';
import type { Workbench } from './workbench.js';

/** What is searched for what, as the flags say. */
export interface EvaluationFlags {
  readonly queries?: string;
  readonly suite?: string;
  readonly data?: string;
  readonly collection?: string;
  readonly pool?: readonly string[];
  readonly limit?: number;
}

/** Queries with what they are asked of. */
export interface Evaluated {
  /** What the queries' APIs are of. */
  readonly collection: string;
  /** Can be gone through again and again. */
  readonly queries: string | readonly RetrievalQuery[];
  readonly known: (id: string) => boolean;
  readonly judgedAs?: (api: Api) => string;
  readonly source: RetrieverSource;
}

/** A suite as it was opened, with its queries. */
export interface EvaluatedSuite extends Evaluated {
  readonly suite: RetrievalSuite;
  readonly opened: OpenSuite;
  readonly options: OpenSuiteOptions;
}

/** A suite's queries over its pool, or a file's over a collection of the store; collections named as pool besides. */
export async function openEvaluation(io: Io, bench: Workbench, flags: EvaluationFlags): Promise<Evaluated> {
  if (flags.suite !== undefined) return openSuiteEvaluation(io, bench, flags.suite, flags);
  const { queries: file, collection, pool = [], limit } = flags;
  if (file === undefined || collection === undefined) {
    throw new UsageError('name what is asked: --suite with --data, or --queries with --collection');
  }
  const store = await bench.store();
  return {
    collection,
    queries: limit === undefined ? file : await firstQueries(file, collection, limit, io.signal),
    known: id => store.get([id], 'outline').length > 0,
    source: await sourceOf(bench, [...new Set([collection, ...pool])]),
  };
}

export async function openSuiteEvaluation(
  io: Io,
  bench: Workbench,
  name: string,
  flags: EvaluationFlags,
): Promise<EvaluatedSuite> {
  if (flags.queries !== undefined) throw new UsageError('a suite has its own queries; leave out --queries or --suite');
  if (flags.data === undefined) throw new UsageError('--suite needs --data, the folder of its files');
  const { openSuite, retrievalSuiteNamed, withApis } = await import('../evaluation/index.js');
  const suite = retrievalSuiteNamed(name);
  // No collection of the user's is likely to have this name; one that has keeps all that it holds.
  const collection = flags.collection ?? `suite-${name}`;
  const own = flags.collection === undefined ? {} : { apis: await collectionApis(bench, flags.collection) };
  const { limit } = flags;
  const options: OpenSuiteOptions = {
    folder: flags.data,
    collection,
    signal: io.signal,
    ...own,
    ...(limit === undefined ? {} : { limit }),
  };
  const opened = await openSuite(suite, options);
  const pool = (flags.pool ?? []).filter(each => each !== flags.collection);
  if (pool.includes(collection)) throw new UsageError(`"${collection}" is what the suite's own pool is called`);
  const named = flags.collection === undefined ? pool : [flags.collection, ...pool];
  const stored = await sourceOf(bench, named);
  const source = flags.collection === undefined ? withApis(stored, collection, opened.apis) : stored;
  const { queries, known, judgedAs, relevant } = opened;
  return { collection, queries, known, judgedAs, source: { ...source, relevant }, suite, opened, options };
}

/** Of these collections alone, even if they are none. Whole schemas are not needed here and take long to put together. */
async function sourceOf(bench: Workbench, collections: readonly string[]): Promise<RetrieverSource> {
  const store = await bench.store();
  const source = await bench.source(collections);
  const named = collections.length === 0 ? [] : source.collections;
  return { ...source, collections: named, load: ids => store.get(ids, 'outline') };
}

async function collectionApis(bench: Workbench, name: string): Promise<IterableIterator<Api>> {
  const store = await bench.store();
  if (store.collection(name) === undefined) throw new CapuchinError('not-found', `no collection named "${name}"`);
  return store.outlines(name);
}

async function firstQueries(file: string, collection: string, limit: number, signal: AbortSignal) {
  const { firstItems, readRetrievalQueries } = await import('../evaluation/index.js');
  const queries: RetrievalQuery[] = [];
  for await (const query of firstItems(readRetrievalQueries(file, collection, signal), limit)) queries.push(query);
  return queries;
}
