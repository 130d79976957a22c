// Engines outside this process: LanceDB and Postgres beside our own index, on ToolBench's 2,490 APIs and on 125,000, and
// Postgres' own ranking of the same terms. Needs what their tests need. Run: npm run bench -- scale-out [--json]
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Api, apibenchImporter, openStore, toolbenchImporter } from '../src/catalog/index.js';
import { evaluateRetrieval, readRetrievalQueries } from '../src/evaluation/index.js';
import { apiAnalyzer, type MakeRetriever, type Retriever, retrievers, termsOf } from '../src/retrieval/index.js';
import { lancedbRetriever } from '../src/retrieval/lancedb/lancedb-retriever.js';
import type { Database } from '../src/retrieval/postgres/database.js';
import { pgDatabase } from '../src/retrieval/postgres/pg-database.js';
import { findLanceDb, lanceModule } from '../test/lancedb.js';
import { findPostgres, startPostgres } from '../test/postgres.js';
import { type Figure, report } from './machine.js';
import { recombined } from './recombined.js';

const pack = (name: string) => fileURLToPath(new URL(`../../shared/data/${name}`, import.meta.url));
const files = { toolbench: pack('toolbench/apis.jsonl'), apibench: pack('apibench/apis.jsonl') };
const queryFile = pack('toolbench/queries.dev.jsonl');
const lancePath = findLanceDb();
const programs = findPostgres();
if (
  ![files.toolbench, files.apibench, queryFile].every(existsSync) ||
  lancePath === undefined ||
  'absent' in programs
) {
  console.error('not runnable here: it needs the data packs toolbench and apibench, LanceDB and Postgres');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'capuchin-bench-'));
const server = await startPostgres(programs.programs);
const lance = await lanceModule(lancePath);
const engines: Readonly<Record<string, MakeRetriever>> = {
  bm25: retrievers.bm25,
  lexical: retrievers.lexical,
  lancedb: source => lancedbRetriever(source, lance),
  postgres: retrievers.postgres,
};
try {
  const requests: string[] = [];
  for await (const { query } of readRetrievalQueries(queryFile, 'toolbench')) requests.push(query);
  const store = openStore(join(folder, 'catalog.db'));
  for (const importer of [toolbenchImporter, apibenchImporter]) {
    const source = files[importer.name as keyof typeof files];
    await store.import({ name: importer.name, importer: importer.name, source }, importer.read(source));
  }
  const real = [...store.apis('toolbench')];
  const many = [...recombined([...real, ...store.apis('apibench')], 125_000, 1)];
  const figures = [...(await measured('toolbench', real, requests)), ...(await measured('recombined', many, requests))];
  report('scale-out', [...figures, ...(await rankedByPostgres(real))]);
  store.close();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}
process.exit();

async function measured(collection: string, apis: readonly Api[], requests: readonly string[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  const postgresUrl = await server.newDatabase();
  for (const [name, make] of Object.entries(engines)) {
    const started = performance.now();
    const retriever = await make({
      folder: join(folder, collection),
      collections: [{ name: collection, fingerprint: '1' }],
      load: ids => ids.map(id => ({ id }) as Api),
      rebuild: () => apis,
      backends: { postgresUrl },
    });
    const is = (what: string, value: number, unit: string): Figure => {
      return { what: `${name}, ${apis.length} APIs: ${what}`, value, unit };
    };
    figures.push(is('build', (performance.now() - started) / 1_000, 's'));
    const { p50, p99 } = await latencies(retriever, requests.slice(0, 200));
    figures.push(is('request p50', p50, 'ms'), is('request p99', p99, 'ms'));
    if (collection === 'toolbench') figures.push(is('NDCG@5', await quality(retriever), '%'));
  }
  return figures;
}

/** What the full-text search that comes with Postgres makes of the same terms. */
async function rankedByPostgres(apis: readonly Api[]): Promise<Figure[]> {
  const database = await pgDatabase(await server.newDatabase());
  await database.transaction(async query => {
    await query('create table api (id text collate "C" primary key, terms tsvector)');
    const vectors = apis.map(api => positions(apiAnalyzer.fields(api).flatMap(repeatedTerms)));
    const ids = apis.map(api => api.id);
    await query('insert into api select i, t::tsvector from unnest($1::text[], $2::text[]) as u(i, t)', [ids, vectors]);
    await query('create index on api using gin (terms)');
  });
  const figures: Figure[] = [];
  for (const rank of ['ts_rank_cd(terms, q)', 'ts_rank(terms, q, 1)']) {
    const retriever = rankedBy(database, rank);
    figures.push({ what: `Postgres' ${rank}: NDCG@5`, value: await quality(retriever), unit: '%' });
  }
  await database.close();
  return figures;
}

function rankedBy(database: Database, rank: string): Retriever {
  const sql = `select id, ${rank} as score from api, to_tsquery('simple', $1) q where terms @@ q order by 2 desc, 1 limit $2`;
  return {
    async search(text, k) {
      const wanted = [...new Set(termsOf(apiAnalyzer, text))].map(term => `'${term}'`).join('|');
      const rows = await database.transaction(query => query(sql, [wanted, k]));
      return rows.map(row => ({ api: { id: row['id'] } as Api, score: Number(row['score']) }));
    },
  };
}

function repeatedTerms({ text, weight }: { readonly text: string; readonly weight: number }): string[] {
  return Array<string[]>(weight).fill(termsOf(apiAnalyzer, text)).flat();
}

/** As Postgres reads a tsvector, which keeps 256 positions of a term, none beyond 16,383. */
function positions(terms: readonly string[]): string {
  return terms.map((term, i) => `'${term}':${Math.min(i + 1, 16_383)}`).join(' ');
}

async function quality(retriever: Retriever): Promise<number> {
  const { overall } = await evaluateRetrieval({ queries: queryFile, collection: 'toolbench', retriever });
  return 100 * overall['ndcg@5'];
}

async function latencies(retriever: Retriever, requests: readonly string[]) {
  for (const request of requests.slice(0, 20)) await retriever.search(request, 10);
  const taken: number[] = [];
  for (const request of requests) {
    const started = performance.now();
    await retriever.search(request, 10);
    taken.push(performance.now() - started);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.floor(share * taken.length)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
