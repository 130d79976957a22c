// Search: building, opening and asking the index, at 125,000 APIs and on ToolBench's 2,490 beside minisearch.
// Run after a build: npx jiti bench/search.ts [--json]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Api,
  apiAnalyzer,
  apibenchImporter,
  evaluateRetrieval,
  openStore,
  type Retriever,
  readRetrievalQueries,
  retrieverNamed,
  type Store,
  termsOf,
  toolbenchImporter,
} from 'capuchin';
import MiniSearch from 'minisearch';
import { type Figure, median, report } from './machine.js';
import { recombined } from './recombined.js';

const pack = (name: string) => fileURLToPath(new URL(`../../shared/data/${name}`, import.meta.url));
const files = { toolbench: pack('toolbench/apis.jsonl'), apibench: pack('apibench/apis.jsonl') };
const queryFile = pack('toolbench/queries.dev.jsonl');
if (![files.toolbench, files.apibench, queryFile].every(existsSync)) {
  console.error('not runnable here: the data packs toolbench and apibench are absent');
  process.exit(1);
}

const count = 125_000;
const folder = mkdtempSync(join(tmpdir(), 'capuchin-bench-'));
try {
  const requests: string[] = [];
  for await (const { query } of readRetrievalQueries(queryFile, 'toolbench')) requests.push(query);
  const store = openStore(join(folder, 'catalog.db'));
  for (const importer of [toolbenchImporter, apibenchImporter]) {
    const source = files[importer.name as keyof typeof files];
    await store.import({ name: importer.name, importer: importer.name, source }, importer.read(source));
  }
  report('search', [...(await large(store, requests)), ...(await small(store, requests))]);
  store.close();
} finally {
  rmSync(folder, { recursive: true });
}

async function large(store: Store, requests: readonly string[]): Promise<Figure[]> {
  const apis = [...recombined([...store.apis('toolbench'), ...store.apis('apibench')], count, 1)];
  const figures: Figure[] = [];
  for (const name of ['lexical', 'bm25'] as const) {
    const index = { folder: join(folder, 'large'), collections: [{ name: 'recombined', fingerprint: '1' }] };
    const started = performance.now();
    const retriever = await retrieverNamed(name)({
      ...index,
      load: ids => ids.map(id => ({ id }) as Api),
      rebuild: () => apis,
    });
    const seconds = (performance.now() - started) / 1_000;
    const file = join(index.folder, `recombined.${name === 'bm25' ? 'plain' : 'api'}.bm25`);
    const process = inNewProcess({ ...index, retriever: name, request: requests[0] });
    const is = (what: string, value: number, unit: string, target?: string): Figure => {
      const figure = { what: `${name}, ${count} APIs: ${what}`, value, unit };
      return target === undefined || name === 'bm25' ? figure : { ...figure, target };
    };
    const { p50, p99 } = await latencies(retriever, requests);
    figures.push(
      is('build', seconds, 's', '<= 5'),
      is('file', statSync(file).size / 2 ** 20, 'MiB'),
      is('open, new process', process.openMs, 'ms'),
      is('first answer after opening', process.firstMs, 'ms'),
      is('new process to first answer', process.wallMs, 'ms', '<= 500'),
      is('memory of that process', process.memoryMiB, 'MiB', '<= 250'),
      is('request p50', p50, 'ms', '<= 1'),
      is('request p99', p99, 'ms', '<= 3'),
    );
  }
  return figures;
}

async function small(store: Store, requests: readonly string[]): Promise<Figure[]> {
  const apis = [...store.apis('toolbench')];
  const ours = await timed(() =>
    retrieverNamed('lexical')({
      folder: join(folder, 'small'),
      collections: store.collections(),
      load: ids => store.get(ids),
      rebuild: collection => store.apis(collection),
    }),
  );
  // Over one collection, and without a store behind it, as minisearch is.
  const alone = await timed(() =>
    retrieverNamed('lexical')({
      folder: join(folder, 'alone'),
      collections: [{ name: 'toolbench', fingerprint: '1' }],
      load: ids => ids.map(id => ({ id }) as Api),
      rebuild: () => apis,
    }),
  );
  const theirs = await timed(async () => miniSearchOver(apis));
  const job = { store: join(folder, 'catalog.db'), folder: join(folder, 'small'), retriever: 'lexical' };
  const wall = Array.from({ length: 5 }, () => inNewProcess({ ...job, request: requests[0] }).wallMs);
  const figures: Figure[] = [
    { what: 'lexical, packs: build both, read from the store', value: ours.seconds, unit: 's', target: '<= 1' },
    { what: 'lexical, packs: new process to whole hits', value: median(wall), unit: 'ms', target: '<= 400' },
  ];
  for (const [name, { result, seconds }] of [
    ['lexical', alone],
    ['minisearch 7', theirs],
  ] as const) {
    const { p50, p99 } = await latencies(result, requests);
    const quality = await evaluateRetrieval({ queries: queryFile, collection: 'toolbench', retriever: result });
    figures.push(
      { what: `${name}, ${apis.length} APIs: build`, value: seconds, unit: 's' },
      { what: `${name}, ${apis.length} APIs: request p50`, value: p50, unit: 'ms' },
      { what: `${name}, ${apis.length} APIs: request p99`, value: p99, unit: 'ms' },
      { what: `${name}, ${apis.length} APIs: NDCG@5`, value: 100 * quality.overall['ndcg@5'], unit: '%' },
    );
  }
  return figures;
}

/** The same words of the same texts, repetitions included; only the index differs. */
function miniSearchOver(apis: readonly Api[]): Retriever {
  const index = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    tokenize: text => termsOf(apiAnalyzer, text),
    processTerm: term => term,
  });
  index.addAll(
    apis.map(api => {
      const fields = apiAnalyzer.fields(api).flatMap(({ text, weight }) => Array<string>(weight).fill(text));
      return { id: api.id, text: fields.join('\n') };
    }),
  );
  return {
    search: async (query, k) =>
      index
        .search(query)
        .slice(0, k)
        .map(({ id, score }) => ({ api: { id } as Api, score })),
  };
}

async function latencies(retriever: Retriever, requests: readonly string[]) {
  for (const request of requests.slice(0, 50)) await retriever.search(request, 10);
  const taken: number[] = [];
  for (const request of requests) {
    const started = performance.now();
    await retriever.search(request, 10);
    taken.push(performance.now() - started);
  }
  const sorted = taken.sort((a, b) => a - b);
  return { p50: median(sorted), p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN };
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - started) / 1_000 };
}

function inNewProcess(job: object) {
  const script = fileURLToPath(new URL('search-process.mjs', import.meta.url));
  const started = performance.now();
  const child = spawnSync(process.execPath, [script, JSON.stringify(job)], { encoding: 'utf8' });
  const wallMs = performance.now() - started;
  if (child.status !== 0) throw new Error(child.stderr);
  const told = JSON.parse(child.stdout) as { openMs: number; firstMs: number; memoryMiB: number };
  return { ...told, wallMs };
}
