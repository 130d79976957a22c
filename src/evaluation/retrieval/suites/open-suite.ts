import type { Api } from '../../../catalog/index.js';
import type { RetrievalQuery } from '../retrieval-queries.js';
import { firstItems } from './first-items.js';
import type { RetrievalSuite, SuiteData } from './retrieval-suite.js';

/** A suite's pool and queries in memory. */
export interface OpenSuite {
  readonly apis: readonly Api[];
  readonly queries: readonly RetrievalQuery[];
  readonly judgedAs: (api: Api) => string;
  /** Whether the pool has an API that is judged under this id. */
  readonly known: (id: string) => boolean;
  /** Request → ids of the APIs that answer it: what the oracle is told. */
  readonly relevant: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface OpenSuiteOptions extends SuiteData {
  /** Searched in place of the suite's own pool: the same APIs, imported by the user as `collection`. */
  readonly apis?: Iterable<Api>;
  /** The first so many queries; all when left out. */
  readonly limit?: number;
}

/** Reads a suite's files. @throws CapuchinError where one cannot be read. */
export async function openSuite(suite: RetrievalSuite, options: OpenSuiteOptions): Promise<OpenSuite> {
  const apis = options.apis === undefined ? await suite.pool(options) : [...options.apis];
  const queries: RetrievalQuery[] = [];
  for await (const query of firstItems(suite.queries(options), options.limit)) queries.push(query);
  const judgedAs = suite.judgedAs ?? ((api: Api) => api.id);
  const judged = new Map<string, string[]>();
  for (const api of apis) judged.set(judgedAs(api), [...(judged.get(judgedAs(api)) ?? []), api.id]);
  const relevant = new Map<string, Set<string>>();
  for (const query of queries) {
    const ids = [...query.relevant].flatMap(id => judged.get(id) ?? []);
    relevant.set(query.query, new Set([...(relevant.get(query.query) ?? []), ...ids]));
  }
  return { apis, queries, judgedAs, known: id => judged.has(id), relevant };
}
