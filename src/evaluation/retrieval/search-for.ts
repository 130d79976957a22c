import { CapuchinError } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { type ApiFilter, type Hit, passes, type Retriever } from '../../retrieval/index.js';

/**
 * What a retriever finds among the APIs that pass `filter`.
 *
 * @throws CapuchinError `filter-ignored`: figures of a search among all APIs would pass for figures of the one meant.
 */
export async function searchFor(
  retriever: Retriever,
  query: string,
  depth: number,
  filter: ApiFilter | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly Hit[]> {
  const options = { ...(filter === undefined ? {} : { filter }), ...(signal === undefined ? {} : { signal }) };
  const hits = await retriever.search(query, depth, options);
  const stray = filter === undefined ? undefined : hits.find(hit => !passes(hit.api, filter));
  if (stray === undefined) return hits;
  throw new CapuchinError('filter-ignored', `the retriever found ${stray.api.id}, which it was told to leave out`);
}

/**
 * The ids of hits as they are judged, each once, at its best rank. Variants that a hit stands for are found with it: a hit
 * that is not relevant itself gives the relevant ones among them in its place.
 */
export function rankingOf(
  hits: readonly Hit[],
  relevant: ReadonlySet<string>,
  judgedAs: (api: Api) => string,
): readonly string[] {
  const ids = hits.flatMap(({ api, variants = [] }) => {
    const shown = [judgedAs(api), ...variants.filter(id => relevant.has(id))];
    const found = shown.filter(id => relevant.has(id));
    return found.length === 0 ? shown.slice(0, 1) : found;
  });
  return [...new Set(ids)];
}
