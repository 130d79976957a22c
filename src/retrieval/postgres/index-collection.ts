import { shortHash } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Analyzer } from '../analysis/analyzer.js';
import { documentText } from '../analysis/document-text.js';
import { countApiTerms, remembering } from '../backends/count-terms.js';
import type { IndexedCollection } from '../retriever-source.js';
import type { Query } from './database.js';
import { PostingBlock } from './posting-block.js';

/** Whether the tables hold what a collection holds, or what is the matter. */
export async function stateOfCollection(
  query: Query,
  { name, fingerprint }: IndexedCollection,
  analyzer: Analyzer,
): Promise<'current' | 'missing' | 'outdated'> {
  const [row] = await query('select fingerprint, analyzer from capuchin_collection where name = $1', [name]);
  if (row === undefined) return 'missing';
  const isCurrent = row['fingerprint'] === fingerprint && row['analyzer'] === versionOf(analyzer);
  return isCurrent ? 'current' : 'outdated';
}

/** One builder of a collection at a time, until the transaction ends; others see the index as it was. */
export async function lockCollection(query: Query, name: string): Promise<void> {
  await query(`select pg_advisory_xact_lock(hashtextextended('capuchin_collection/' || $1::text, 0))`, [name]);
}

/** Replaces what the tables hold of a collection. To be run in one transaction, under its lock. */
export async function indexCollection(
  query: Query,
  { name, fingerprint }: IndexedCollection,
  apis: AsyncIterable<Api> | Iterable<Api>,
  analyzer: Analyzer,
): Promise<void> {
  await query('delete from capuchin_collection where name = $1', [name]);
  const [row] = await query(
    `insert into capuchin_collection (name, fingerprint, analyzer, api_count, word_count)
     values ($1, $2, $3, 0, 0) returning number`,
    [name, fingerprint, versionOf(analyzer)],
  );
  const number = Number(row?.['number']);
  const quick = remembering(analyzer);
  let apiCount = 0;
  let wordCount = 0;
  let block = new PostingBlock();
  const finish = async () => {
    await insertPostings(query, number, block);
    wordCount += block.wordCount;
    block = new PostingBlock();
  };
  for await (const part of inParts(apis, apisAtOnce)) {
    const numbers = await insertApis(query, number, part);
    for (const api of part) block.add(numbers.get(storable(api.id)) as number, countApiTerms(quick, api));
    apiCount += part.length;
    if (apiCount % apisInBlock === 0) await finish();
  }
  await finish();
  await query('update capuchin_collection set api_count = $2, word_count = $3 where number = $1', [
    number,
    apiCount,
    wordCount,
  ]);
  await query('analyze capuchin_api, capuchin_posting'); // for the planner, which would take them for empty
}

const apisAtOnce = 1_000;
const apisInBlock = 10_000; // what is held in memory; a multiple of the former
const rowsAtOnce = 2_000;

function versionOf({ name, version }: Analyzer): string {
  return `${name}:${version}`;
}

/** Postgres' texts hold everything but U+0000, which means nothing in a name. */
export function storable(text: string): string {
  return text.replaceAll('\0', '');
}

async function insertApis(query: Query, collection: number, apis: readonly Api[]): Promise<Map<string, number>> {
  const column = (name: 'id' | 'provider' | 'category' | 'effect') => apis.map(api => storable(api[name]));
  const hashes = apis.map(api => shortHash(documentText(api)));
  const rows = await query(
    `insert into capuchin_api (collection, id, provider, category, effect, text_hash)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) returning id, number`,
    [collection, column('id'), column('provider'), column('category'), column('effect'), hashes],
  );
  return new Map(rows.map(row => [String(row['id']), Number(row['number'])]));
}

async function insertPostings(query: Query, collection: number, block: PostingBlock): Promise<void> {
  for (const [terms, counts, apis, frequencies, lengths] of block.rows(rowsAtOnce)) {
    await query(
      `insert into capuchin_posting (collection, term, document_count, apis, frequencies, lengths)
       select $1, term, n, a::integer[], f::integer[], l::integer[]
       from unnest($2::text[], $3::integer[], $4::text[], $5::text[], $6::text[]) as u(term, n, a, f, l)`,
      [collection, terms, counts, apis, frequencies, lengths],
    );
  }
}

async function* inParts<T>(items: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[]> {
  let part: T[] = [];
  for await (const item of items) {
    part.push(item);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
