import { join } from 'node:path';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { blend, blendDepth } from '../backends/blend.js';
import { countTerms } from '../backends/count-terms.js';
import { foundHits } from '../backends/found-hits.js';
import { vectorEmbedder } from '../backends/vector-embedder.js';
import type { RankedId } from '../distinct-hits.js';
import type { Retriever, SearchOptions } from '../retriever.js';
import type { RetrieverSource } from '../retriever-source.js';
import { lanceFilter } from './lance-filter.js';
import { type LanceModule, loadLanceModule } from './lance-module.js';
import { LanceTables } from './lance-tables.js';
import { openRevisions } from './open-revisions.js';
import { searchVectors, searchWords } from './search-table.js';

/**
 * LanceDB's full-text search over our terms, on disk or in object storage, and beside it its vector search where they
 * are wanted. Sees the index as it is when it is opened.
 *
 * @throws MissingDependency without the package; CapuchinError `index-unreachable`.
 */
export async function lancedbRetriever(source: RetrieverSource, module?: LanceModule): Promise<Retriever> {
  const lance = module ?? (await loadLanceModule());
  const { lancedbUri, lancedbStorage = {} } = source.backends ?? {};
  const embedder = await vectorEmbedder(source);
  const uri = lancedbUri || join(source.folder, 'lancedb');
  const tables = await LanceTables.open(lance, uri, lancedbStorage, embedder);
  const { onEmbedded, signal } = source;
  const indexing = { tables, analyzer: apiAnalyzer, embedder, onEmbedded, signal };
  const revisions = await openRevisions(lance, indexing, source, isShared(uri));
  const table = await tables.apis();
  const isWhole = (await table?.countRows()) === (await table?.countRows(lanceFilter([...revisions.values()], {})));

  async function rank(
    text: string,
    most: number,
    { filter = {}, signal }: SearchOptions,
  ): Promise<readonly RankedId[]> {
    const searched = [...revisions].flatMap(([name, revision]) =>
      (filter.collections?.includes(name) ?? true) ? [revision] : [],
    );
    if (table === undefined || searched.length === 0) return [];
    // Where the table holds nothing else, rows need not be looked at for their revision.
    const condition = isWhole && searched.length === revisions.size ? undefined : searched;
    const where = lanceFilter(condition, filter);
    const terms = countTerms(apiAnalyzer, text);
    if (embedder === undefined) return searchWords(table, terms, most, where);
    const depth = Math.max(blendDepth, most);
    const [vector] = await embedder.embed([text], 'query', signal);
    const near = vector === undefined ? [] : await searchVectors(table, vector, depth, where);
    return blend(await searchWords(table, terms, depth, where), near, depth).slice(0, most);
  }

  return { search: (text, k, options = {}) => foundHits(most => rank(text, most, options), k, source, options) };
}

/** Whether programs on other machines may index there too. */
function isShared(uri: string): boolean {
  return uri.includes('://');
}
