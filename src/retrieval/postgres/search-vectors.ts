import type { ApiFilter } from '../api-filter.js';
import type { RankedId } from '../distinct-hits.js';
import type { Query } from './database.js';
import { filterCondition, rankedIds } from './search-words.js';
import { type VectorTable, vectorText } from './vector-table.js';

/** The nearest by cosine, nearest first, equal ones by id; none that point away or stand at a right angle. */
export async function searchVectors(
  query: Query,
  table: VectorTable,
  collections: readonly number[],
  vector: Float32Array,
  most: number,
  filter: ApiFilter,
): Promise<RankedId[]> {
  if (vector.every(each => each === 0)) return [];
  const { condition, values } = filterCondition(filter, 4);
  const near = `
    with near as materialized (
      select id, embedding <=> $1::vector as distance
      from ${table.name} join capuchin_api using (text_hash)
      where collection = any($2::integer[]) ${condition === '' ? '' : `and ${condition}`}
      order by embedding <=> $1::vector limit $3
    )
    select id, 1 - distance as score from near where distance < 1 order by score desc, id`;
  const written = vectorText(vector);
  await query('select $1::vector', [written]); // loads the extension, without which its settings are unknown
  await query(`select set_config('hnsw.ef_search', $1, true)`, [String(Math.min(most, 1_000))]);
  if (table.canIterate) await query(`select set_config('hnsw.iterative_scan', 'strict_order', true)`);
  return rankedIds(await query(near, [written, collections, most, ...values]));
}
