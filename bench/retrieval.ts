// Search over 125,000 APIs and over ToolBench's 2,490: our retrievers beside other engines over the same terms, in one run.
// Run: npm run bench -- retrieval [--store <catalog.db>] [--only <engine,…>] [--python <path>] [--quick] [--million] [--json]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { folders } from 'capuchin/base';
import { type Api, apibenchImporter, collectApis, openStore, toolbenchImporter } from 'capuchin/catalog';
import { evaluateRetrieval, readRetrievalQueries } from 'capuchin/evaluation';
import { retrieverNamed } from 'capuchin/retrieval';
import { type Figure, median, report } from './machine.js';
import { recombined } from './recombined.js';
import { type Engine, type OpenedEngine, searchEngines } from './search-engines.js';
import { timedRequests } from './timed-requests.js';

const { values: flags } = parseArgs({
  options: {
    store: { type: 'string' },
    only: { type: 'string' },
    python: { type: 'string', default: 'python3' },
    quick: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    json: { type: 'boolean' },
  },
});
const pack = (name: string) => fileURLToPath(new URL(`../../shared/data/${name}`, import.meta.url));
const files = { toolbench: pack('toolbench/apis.jsonl'), apibench: pack('apibench/apis.jsonl') };
const queryFile = pack('toolbench/queries.dev.jsonl');
if (![files.toolbench, files.apibench, queryFile].every(existsSync)) {
  console.error('not runnable here: the data packs toolbench and apibench are absent');
  process.exit(1);
}

/** By engine and figure; what stands for others has none. */
const targets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lexical: {
    build: '<= 5',
    'request p50': '<= 1',
    'request p99': '<= 3',
    'new process to first answer': '<= 500',
    'memory of that process': '<= 250',
  },
  fused: {
    'request p50': '<= 3',
    'new process to first answer': '<= 500',
    'memory of that process': '<= 250',
    'NDCG@5': '>= 80',
    'R@10': '>= 90',
  },
  hybrid: { 'request p50': '<= 3' },
};
const own = ['lexical', 'fused'];
const timing = flags.quick ? { rounds: 2, maxSeconds: 10 } : { rounds: 5, maxSeconds: 60 };

const folder = mkdtempSync(join(tmpdir(), 'capuchin-bench-'));
try {
  const toolbench = await collectApis('toolbench', toolbenchImporter.read(files.toolbench));
  const real = [...toolbench, ...(await collectApis('apibench', apibenchImporter.read(files.apibench)))];
  const requests: string[] = [];
  for await (const { query } of readRetrievalQueries(queryFile, 'toolbench')) requests.push(query);
  const engines = (await searchEngines(flags.python)).filter(isWanted);

  const figures: Figure[] = [loadNow('at the start')];
  for (const engine of engines) figures.push(...(await quality(engine, toolbench, requests)));
  const many = documents(flags.store, real);
  for (const engine of engines) figures.push(...(await large(engine, many, requests)));
  if (flags.million) figures.push(...(await million(real, requests)));
  report('retrieval', [...figures, loadNow('at the end')]);
} finally {
  rmSync(folder, { recursive: true });
}

function isWanted({ name, absent }: Engine): boolean {
  if (flags.only !== undefined && !flags.only.split(',').some(wanted => name.toLowerCase().includes(wanted)))
    return false;
  if (absent !== undefined) console.error(`without ${name}: ${absent}`);
  return absent === undefined;
}

/** The operations of the APIs.guru directory and ToolBench's, where a store has them; else real texts, recombined. */
function documents(given: string | undefined, real: readonly Api[]): readonly Api[] {
  const { env, platform } = process;
  const path = given ?? join(folders({ env, platform, homeDir: homedir() }).data, 'catalog.db');
  if (given === undefined && !existsSync(path)) return [...recombined(real, 125_000, 1)];
  const store = openStore(path, { readOnly: true });
  const found = ['apis-guru', 'toolbench'].flatMap(name => [...store.outlines(name)]);
  store.close();
  if (found.length > 100_000) return found;
  if (given !== undefined) console.error(`${given} has no 100,000 APIs of the collections apis-guru and toolbench`);
  return [...recombined(real, 125_000, 1)];
}

async function large(engine: Engine, apis: readonly Api[], requests: readonly string[]): Promise<Figure[]> {
  const { opened, seconds, memoryBytes, path } = await openedIn(`large-${engine.name}`, engine, apis);
  const is = figuresOf(engine.name, apis.length);
  const figures = [is('build', seconds, 's')];
  if (opened.bytes !== undefined) figures.push(is('index files', opened.bytes / 2 ** 20, 'MiB'));
  else if (memoryBytes > 0) figures.push(is('memory', memoryBytes / 2 ** 20, 'MiB'));
  const times = await timedRequests(opened.retriever, requests, timing);
  figures.push(is('request p50', times.p50Ms, 'ms'), is('request p99', times.p99Ms, 'ms'));
  if (opened.otherMemoryBytes === undefined) figures.push(is('processor time of a request', times.cpuMs, 'ms'));
  if (times.count < requests.length) figures.push(is('requests in the time there was', times.count, ''));
  opened.close?.();
  if (!own.includes(engine.name)) return figures;

  const collections = [...new Set(apis.map(api => api.collection))].map(name => ({ name, fingerprint: '1' }));
  const job = { folder: path, collections, retriever: engine.name, request: requests[0] };
  const processes = Array.from({ length: timing.rounds }, () => inNewProcess(job));
  const middle = (of: keyof ReturnType<typeof inNewProcess>) => median(processes.map(each => each[of]));
  return [
    ...figures,
    is('open, new process', middle('openMs'), 'ms'),
    is('first answer after opening', middle('firstMs'), 'ms'),
    is('new process to first answer', middle('wallMs'), 'ms'),
    is('memory of that process', middle('memoryMiB'), 'MiB'),
  ];
}

async function quality(engine: Engine, apis: readonly Api[], requests: readonly string[]): Promise<Figure[]> {
  const { opened, seconds } = await openedIn(`small-${engine.name}`, engine, apis);
  const is = figuresOf(engine.name, apis.length);
  const { retriever } = opened;
  const { overall } = await evaluateRetrieval({ queries: queryFile, collection: 'toolbench', retriever });
  const times = await timedRequests(retriever, requests, timing);
  opened.close?.();
  return [
    is('NDCG@5', 100 * overall['ndcg@5'], '%'),
    is('R@10', 100 * overall['recall@10'], '%'),
    is('build of few', seconds, 's'),
    is('p50 of few', times.p50Ms, 'ms'),
  ];
}

/** Eight times as many, which no other engine is asked to hold. */
async function million(real: readonly Api[], requests: readonly string[]): Promise<Figure[]> {
  const count = 1_000_000;
  const figures: Figure[] = [];
  for (const name of own) {
    const started = performance.now();
    const retriever = await retrieverNamed(name)({
      folder: join(folder, 'million'),
      collections: [{ name: 'recombined', fingerprint: '1' }],
      load: ids => ids.map(id => ({ id }) as Api),
      rebuild: () => recombined(real, count, 1),
    });
    const seconds = (performance.now() - started) / 1_000;
    const { p50Ms, p99Ms } = await timedRequests(retriever, requests, timing);
    const is = (what: string, value: number, unit: string) => ({
      what: `${name}, ${count} APIs: ${what}`,
      value,
      unit,
    });
    figures.push(
      // The second opens the index that the first has made.
      is(name === own[0] ? 'build' : 'open', seconds, 's'),
      { ...is('request p50', p50Ms, 'ms'), target: '<= 10' },
      is('request p99', p99Ms, 'ms'),
    );
  }
  return figures;
}

function figuresOf(name: string, count: number) {
  return (what: string, value: number, unit: string): Figure => {
    const target = targets[name]?.[what];
    return { what: `${name}, ${count} APIs: ${what}`, value, unit, ...(target === undefined ? {} : { target }) };
  };
}

interface Made {
  readonly opened: OpenedEngine;
  readonly seconds: number;
  /** What is held more than before; 0 where that cannot be told. */
  readonly memoryBytes: number;
  readonly path: string;
}

async function openedIn(name: string, engine: Engine, apis: readonly Api[]): Promise<Made> {
  const path = join(folder, name.replace(/[^a-z0-9]+/gi, '-'));
  mkdirSync(path);
  console.error(`${engine.name} over ${apis.length} APIs …`);
  const before = heldBytes();
  const started = performance.now();
  const opened = await engine.open(apis, path);
  const seconds = (performance.now() - started) / 1_000;
  const memoryBytes = opened.otherMemoryBytes ?? Math.max(0, heldBytes() - before);
  return { opened, seconds, memoryBytes, path };
}

/** Needs `--expose-gc`; 0 without. */
function heldBytes(): number {
  if (globalThis.gc === undefined) return 0;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function loadNow(when: string): Figure {
  return { what: `load of the machine ${when}`, value: loadavg()[0] ?? 0, unit: 'processes' };
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
