import type { Api } from '../../catalog/index.js';
import { type Analyzer, termsOf } from '../analysis/analyzer.js';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { passes } from '../api-filter.js';
import { hitsOfRanking } from '../hits-of-ranking.js';
import { loadFrom } from '../load-from.js';
import type { Retriever } from '../retriever.js';
import { bm25 } from './bm25.js';
import { buildSegment } from './build-segment.js';
import type { Segment } from './segment.js';

/** Searches segments that were made with `analyzer`; APIs that `load` no longer knows are left out of the hits. */
export function bm25Retriever(
  segments: readonly Segment[],
  analyzer: Analyzer,
  load: (ids: readonly string[]) => Promise<readonly Api[]> | readonly Api[],
  variants: (id: string) => readonly string[] = () => [],
): Retriever {
  const index = bm25(segments);
  return {
    search(query, k, { filter, signal } = {}) {
      const terms = termsOf(analyzer, query);
      const ranking = { rank: (most: number) => index.search(terms, most), isIn: () => true };
      // The index knows ids alone; of all else only whole APIs tell.
      const byLoading = filter === undefined ? {} : { accepts: (api: Api) => passes(api, filter) };
      return hitsOfRanking(ranking, k, { load, variants, filter: byLoading, signal });
    },
  };
}

/** A retriever over APIs that are in memory, without files: for one's own functions, and for tests. */
export async function retrieverOver(apis: readonly Api[], analyzer: Analyzer = apiAnalyzer): Promise<Retriever> {
  const segment = await buildSegment({ collection: 'memory', fingerprint: '', apis }, analyzer);
  return bm25Retriever([segment], analyzer, loadFrom(apis));
}
