// Finding by meaning: embedding, building, opening and asking the vectors of 125,000 APIs, and what comparing signs misses.
// npx jiti bench/dense.ts [--embedder NAME] [--count N] [--json]
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  type Api,
  denseIndex,
  embedderNamed,
  openStore,
  openVectors,
  type RetrieverSource,
  readRetrievalQueries,
  toolbenchImporter,
} from '../src/index.js';
import { type Figure, median, report, secondsOf } from './machine.js';
import { recombined } from './recombined.js';

const { values } = parseArgs({
  options: {
    embedder: { type: 'string', default: 'static' },
    count: { type: 'string', default: '125000' },
    json: { type: 'boolean' },
  },
});
const pack = (name: string) => fileURLToPath(new URL(`../../shared/data/toolbench/${name}`, import.meta.url));
const [apiFile, queryFile] = [pack('apis.jsonl'), pack('queries.dev.jsonl')];
if (![apiFile, queryFile].every(existsSync)) {
  console.error('not runnable here: the data pack toolbench is absent');
  process.exit(1);
}

const count = Number(values.count);
const folder = mkdtempSync(join(tmpdir(), 'capuchin-bench-'));
const embedder = await embedderNamed(values.embedder);
try {
  report('dense', await figures(await apisToSearch(), await requests()));
} finally {
  await embedder.close?.();
  rmSync(folder, { recursive: true });
}

async function apisToSearch(): Promise<readonly Api[]> {
  const store = openStore(join(folder, 'catalog.db'));
  await store.import({ name: 'toolbench', importer: 'toolbench', source: apiFile }, toolbenchImporter.read(apiFile));
  const apis = [...recombined([...store.apis('toolbench')], count, 1)];
  store.close();
  return apis;
}

async function requests(): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const { query } of readRetrievalQueries(queryFile, 'toolbench')) texts.push(query);
  return texts;
}

async function figures(apis: readonly Api[], texts: readonly string[]): Promise<Figure[]> {
  const indexes = join(folder, 'indexes');
  const collections = [{ name: 'recombined', fingerprint: '1' }];
  const source: RetrieverSource = { folder: indexes, collections, load: () => [], rebuild: () => apis };
  const started = performance.now();
  const index = denseIndex(await openVectors(source, embedder));
  const built = (performance.now() - started) / 1_000;
  const opened = await secondsOf(5, () => openVectors(source, embedder));
  const [file = ''] = readdirSync(indexes);

  const queries: Float32Array[] = [];
  const embedMs = await latencies(texts, async text => queries.push(...(await embedder.embed([text], 'query'))));
  const topMs = await latencies(queries, async query => index.top(query, 10));
  const few = queries.slice(0, 100);
  const found = few.map(query => {
    const right = index.exact(query, 10);
    const bar = right.at(-1)?.score ?? 0; // of texts that are equal, any will do
    return index.top(query, 10).filter(({ score }) => score >= bar).length / right.length;
  });
  const exactMs = await latencies(few.slice(0, 20), async query => index.exact(query, 10));
  return [
    { what: `${embedder.name}: request to vector, p50`, value: embedMs.p50, unit: 'ms', target: '<= 1' },
    { what: `${count} APIs: build`, value: built, unit: 's' },
    { what: 'file', value: statSync(join(indexes, file)).size / 2 ** 20, unit: 'MiB' },
    { what: 'open', value: opened * 1_000, unit: 'ms' },
    { what: 'ten nearest, p50', value: topMs.p50, unit: 'ms', target: '<= 3' },
    { what: 'ten nearest, p99', value: topMs.p99, unit: 'ms' },
    { what: 'ten nearest, comparing everything, p50', value: exactMs.p50, unit: 'ms' },
    // Recombined texts share their parts and lie closer than real ones; docs/embedders.md has the shares of those.
    { what: 'share of the ten nearest found', value: mean(found), unit: '' },
  ];
}

async function latencies<T>(items: readonly T[], work: (item: T) => Promise<unknown>) {
  for (const item of items.slice(0, 20)) await work(item);
  const taken: number[] = [];
  for (const item of items) {
    const started = performance.now();
    await work(item);
    taken.push(performance.now() - started);
  }
  taken.sort((a, b) => a - b);
  return { p50: median(taken), p99: taken[Math.floor(taken.length * 0.99)] ?? Number.NaN };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
