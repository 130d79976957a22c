import type { Api } from '../../catalog/index.js';
import { type Analyzer, termsOf } from '../analysis/analyzer.js';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { distinctHits } from '../distinct-hits.js';
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
    async search(query, k) {
      const terms = termsOf(analyzer, query);
      const found = distinctHits(most => index.search(terms, most), k, variants);
      const apis = new Map((await load(found.map(({ id }) => id))).map(api => [api.id, api]));
      return found.flatMap(({ id, score, variants: others }) => {
        const api = apis.get(id);
        if (api === undefined) return [];
        return [others.length === 0 ? { api, score } : { api, score, variants: others }];
      });
    },
  };
}

/** A retriever over APIs that are in memory, without files: for one's own functions, and for tests. */
export async function retrieverOver(apis: readonly Api[], analyzer: Analyzer = apiAnalyzer): Promise<Retriever> {
  const segment = await buildSegment({ collection: 'memory', fingerprint: '', apis }, analyzer);
  const byId = new Map(apis.map(api => [api.id, api]));
  return bm25Retriever([segment], analyzer, ids => ids.flatMap(id => byId.get(id) ?? []));
}
