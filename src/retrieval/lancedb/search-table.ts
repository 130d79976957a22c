import { byScoreThenId } from '../backends/blend.js';
import type { TermCounts } from '../backends/count-terms.js';
import type { RankedId } from '../distinct-hits.js';
import type { LanceTable } from './lance-module.js';

/** The best by BM25, best first, equal scores by id; `filter` is empty when every row may be found. */
export async function searchWords(
  table: LanceTable,
  terms: TermCounts,
  most: number,
  filter: string,
): Promise<readonly RankedId[]> {
  if (terms.size === 0) return [];
  const text = [...terms].flatMap(([term, count]) => Array<string>(count).fill(term)).join(' ');
  // Rows that share the last place's score come in any order, so all of them must be seen.
  for (let limit = most + 32; ; limit *= 2) {
    const query = table.query().fullTextSearch(text, { columns: 'terms' });
    const rows = await (filter === '' ? query : query.where(filter)).select(['id', '_score']).limit(limit).toArray();
    const ranked = rows.map(row => ({ id: String(row['id']), score: Number(row['_score']) })).sort(byScoreThenId);
    const isCutAmongEquals = ranked.length >= limit && ranked.at(-1)?.score === ranked[most - 1]?.score;
    if (!isCutAmongEquals) return ranked.slice(0, most);
  }
}

/** The nearest by cosine, nearest first, equal ones by id; none that point away or stand at a right angle. */
export async function searchVectors(
  table: LanceTable,
  vector: Float32Array,
  most: number,
  filter: string,
): Promise<readonly RankedId[]> {
  if (vector.every(each => each === 0)) return [];
  const query = table
    .vectorSearch([...vector])
    .distanceType('cosine')
    .ef(most)
    .refineFactor(2);
  const rows = await (filter === '' ? query : query.where(filter)).select(['id', '_distance']).limit(most).toArray();
  const ranked = rows.map(row => ({ id: String(row['id']), score: 1 - Number(row['_distance']) }));
  // A text without any word that the embedder knows has no direction, and then no distance.
  return ranked.filter(({ score }) => score > 0).sort(byScoreThenId);
}
