import type { ApiFilter } from '../api-filter.js';
import type { TermCounts } from '../backends/count-terms.js';
import type { RankedId } from '../distinct-hits.js';
import type { Query } from './database.js';
import { storable } from './index-collection.js';
import { storedTerm } from './posting-block.js';

/**
 * Okapi BM25 in SQL, by the same formula and counts as the index on typed arrays: over all given collections together, and
 * whatever the filter. `ts_rank` and `ts_rank_cd` know no document frequencies and are no substitute.
 *
 * What a term adds is rounded down to a multiple of 2⁻³⁰, so that sums are exact in any order and equal documents get
 * equal scores. All documents that share the last place's score are compared by id.
 */
const bm25 = (filter: string) => `
  with total as (
    select sum(api_count)::float8 as apis, sum(word_count) as words
    from capuchin_collection where number = any($3::integer[])
  ), wanted as (
    select term, occurrences from unnest($1::text[], $2::float8[]) as u(term, occurrences)
  ), weighted as materialized (
    select wanted.term, 1.2::float8 * 0.75::float8 * apis / words as penalty,
      occurrences * ln(1 + (apis - n + 0.5::float8) / (n + 0.5::float8)) * 2.2::float8 * 1073741824::float8 as weight
    from total, wanted cross join lateral (
      select sum(document_count)::float8 as n from capuchin_posting
      where collection = any($3::integer[]) and term = wanted.term
    ) as counted
    where n > 0
  ), posting as (
    select weight, penalty, unnest(apis) as api, unnest(frequencies) as frequency, unnest(lengths) as length
    from weighted join capuchin_posting using (term) where collection = any($3::integer[])
  ), scored as materialized (
    select api, sum(floor(weight * frequency / (frequency + 0.3::float8 + penalty * length))) as score
    from posting group by api
  ), allowed as materialized (
    ${filter === '' ? 'select api, score from scored' : `select api, score from scored join capuchin_api on number = api where ${filter}`}
  ), last_place as (
    select min(score) as score from (select score from allowed order by score desc limit $4) as best
  )
  select id, allowed.score / 1073741824::float8 as score
  from allowed join capuchin_api on number = api, last_place
  where allowed.score >= last_place.score
  order by allowed.score desc, id limit $4`;

/** The best of the collections with these numbers, best first, equal scores by id. */
export async function searchWords(
  query: Query,
  collections: readonly number[],
  terms: TermCounts,
  most: number,
  filter: ApiFilter,
): Promise<RankedId[]> {
  if (terms.size === 0) return [];
  const { condition, values } = filterCondition(filter, 5);
  const words = [[...terms.keys()].map(storedTerm), [...terms.values()]];
  return rankedIds(await query(bm25(condition), [...words, collections, most, ...values]));
}

/** The part of a filter that the tables know, over `capuchin_api`; its values are `$first` and those that follow. */
export function filterCondition(filter: ApiFilter, first: number): { condition: string; values: readonly string[][] } {
  const columns = { provider: filter.providers, category: filter.categories, effect: filter.effects };
  const given = Object.entries(columns).flatMap(([column, allowed]) =>
    allowed === undefined ? [] : [{ column, allowed }],
  );
  return {
    condition: given.map(({ column }, i) => `${column} = any($${first + i}::text[])`).join(' and '),
    values: given.map(({ allowed }) => allowed.map(storable)),
  };
}

export function rankedIds(rows: Awaited<ReturnType<Query>>): RankedId[] {
  return rows.map(row => ({ id: String(row['id']), score: Number(row['score']) }));
}
