// Makes src/retrieval/fusion/weights.json: what the retriever knows before it has seen anybody's APIs. See README.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Random, seededRandom } from '../../src/base/index.js';
import { type Api, openStore } from '../../src/catalog/index.js';
import {
  apiGroups,
  generateRequests,
  requestStyles,
  requestsFor,
  smallTalks,
  unfitTasks,
} from '../../src/datasets/index.js';
import { embedderNamed } from '../../src/models/index.js';
import { denseArms, featureNames, lexicalIndexOver, loadFrom, openDenseIndex } from '../../src/retrieval/index.js';
import {
  type ExampleSource,
  type FitExample,
  type FusionExample,
  fitExamples,
  fusionExamples,
  misfitExamples,
  roundedWeights,
  type TrainingPair,
  trainFit,
  trainFusion,
} from '../../src/training/index.js';

const { values: flags } = parseArgs({
  options: {
    store: { type: 'string' },
    toolcalls: { type: 'string', default: '../shared/data/toolcalls' },
    pools: { type: 'string', default: '10' },
    generated: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'src/retrieval/fusion/weights.json' },
    static: { type: 'string' },
  },
});
if (flags.store === undefined) throw new Error('name the catalog with --store; README.md says how to make it');

const store = openStore(flags.store, { readOnly: true });
const random = seededRandom(flags.seed);
const toolsOfPool = 400;
const connectives = ['Also,', 'Additionally,', 'And then', 'Then', 'Finally,', 'Moreover,', 'Furthermore,', ''];

// The static embedder has learned from the packs' requests: how far it can be trusted shows only with others.
const embedder = flags.static === undefined ? undefined : await embedderNamed(flags.static);
const corpora = [
  ...(await generatedCorpora('apis-guru')),
  ...(embedder === undefined ? [await sealCorpus('sealtools')] : []),
];
const fusion: FusionExample[] = [];
for (const { pairs, source } of corpora)
  for await (const example of fusionExamples(pairs, source)) fusion.push(example);
console.error(`${fusion.length} requests to order the candidates of`);
const model = trainFusion(fusion, { random, epochs: 12 });

const fit: FitExample[] = [];
for (const { pairs, source } of embedder === undefined ? [...corpora, await metaCorpus('metatool')] : corpora) {
  const some = random.shuffle(pairs).slice(0, 400);
  for await (const example of fitExamples(some, source, model)) fit.push(example);
  const strangers = [...smallTalks(60, random).map(({ request }) => request), ...unfitTasks(60, random)];
  for await (const example of misfitExamples(strangers, source, model)) fit.push(example);
}
console.error(`${fit.length} requests to tell whether anything answers them`);

const weights = {
  format: 'capuchin-fusion',
  version: 1,
  made: `training/fusion/make-weights.ts${flags.static === undefined ? '' : ` --static ${flags.static}`} --pools ${flags.pools} --generated ${flags.generated} --seed ${flags.seed}`,
  features: featureNames,
  ...roundedWeights(model, trainFit(fit)),
};
writeFileSync(flags.out, `${JSON.stringify(weights, null, 1)}\n`);
console.error(`written: ${flags.out}`);
store.close();

/** What requests are searched in, and requests with their answers. */
interface Corpus {
  readonly pairs: readonly TrainingPair[];
  readonly source: ExampleSource;
}

/**
 * Collections as people have them, of some hundred tools drawn evenly, so that a provider of ten thousand operations is not
 * all there is; every second one of small tools.
 */
async function generatedCorpora(collection: string): Promise<Corpus[]> {
  const tools = new Map<string, string[]>();
  for (const { id, source } of store.outlines(collection)) {
    const known = tools.get(source.uri);
    if (known === undefined) tools.set(source.uri, [id]);
    else known.push(id);
  }
  const order = random.shuffle([...tools.keys()].sort());
  const corpora: Corpus[] = [];
  for (let pool = 0; pool < Number(flags.pools); pool++) {
    const most = pool % 2 === 0 ? 60 : 12;
    const chosen = Array.from(
      { length: toolsOfPool },
      (_, i) => order[(pool * toolsOfPool + i) % order.length] as string,
    );
    const ids = chosen.flatMap(tool => random.shuffle(tools.get(tool) ?? []).slice(0, most));
    const apis = distinct(ids).flatMap(id => store.get([id]));
    const pairs = generatedPairs(collection, apis, `${flags.seed}/${pool}`);
    corpora.push({ pairs, source: await sourceOver(apis) });
    console.error(`pool ${pool}: ${apis.length} APIs, ${pairs.length} requests`);
  }
  return corpora;
}

async function sourceOver(apis: readonly Api[]): Promise<ExampleSource> {
  const index = await lexicalIndexOver(apis);
  if (embedder === undefined) return { index };
  const folder = mkdtempSync(join(tmpdir(), 'capuchin-vectors-'));
  const collections = [{ name: 'pool', fingerprint: '' }];
  const source = { folder, collections, load: loadFrom(apis), rebuild: () => apis, embedder: async () => embedder };
  const { index: vectors } = await openDenseIndex(source);
  rmSync(folder, { recursive: true });
  return { index, dense: denseArms(index, vectors, embedder) };
}

/** Without those that say nearly the same as one before. */
function distinct(ids: readonly string[]): readonly string[] {
  const known = new Set<string>();
  return ids.filter(id => {
    if (known.has(id)) return false;
    for (const each of [id, ...store.variants(id)]) known.add(each);
    return true;
  });
}

/** Of one wish, of several in a sentence, and of several in a sentence each. */
function generatedPairs(collection: string, apis: readonly Api[], seed: string): TrainingPair[] {
  const load = loadFrom(apis);
  const count = Number(flags.generated);
  const pairs = [false, true].flatMap(multi => {
    const rows: TrainingPair[] = [];
    for (const row of generateRequests({ collection, places: apis, load, seed, multi, toolRate: 0.25 })) {
      rows.push({ query: row.query, relevant: new Set(row.relevant_apis.map(key => `${collection}/${key}`)) });
      if (rows.length >= 0.3 * count) break;
    }
    return rows;
  });
  return [...pairs, ...consecutivePairs(apis, 0.4 * count, seededRandom(seed))];
}

function consecutivePairs(apis: readonly Api[], count: number, chance: Random): TrainingPair[] {
  const load = loadFrom(apis);
  const groups = apiGroups(apis);
  const pairs: TrainingPair[] = [];
  while (pairs.length < count) {
    const ids = groups.several(chance.pick(['one-tool', 'one-tool', 'one-category', 'mixed'] as const), chance) ?? [];
    const wishes = load(ids).flatMap((api, place) => {
      const styles = place === 0 ? requestStyles : (['plain', 'polite', 'question'] as const);
      return requestsFor(api, chance, { styles, toolRate: 0.25 });
    });
    const query = wishes.map(({ request }, place) => (place === 0 ? request : continued(request, chance))).join(' ');
    if (wishes.length > 1) pairs.push({ query, relevant: new Set(wishes.flatMap(({ apiIds }) => apiIds)) });
  }
  return pairs;
}

function continued(request: string, chance: Random): string {
  const connective = chance.pick(connectives);
  return connective === '' ? request : `${connective} ${request.charAt(0).toLowerCase()}${request.slice(1)}`;
}

async function sealCorpus(collection: string): Promise<Corpus> {
  const pairs = ['sealtools.dev.jsonl', 'sealtools.test_in_domain.jsonl'].flatMap(file =>
    rowsOf(join(flags.toolcalls, file)).map(row => ({
      query: String(row['query']),
      relevant: new Set((row['calling'] as { api: string }[]).map(call => `${collection}/${call.api}`)),
    })),
  );
  return { pairs, source: await sourceOver([...store.outlines(collection)]) };
}

async function metaCorpus(collection: string): Promise<Corpus> {
  const pairs = rowsOf(join(flags.toolcalls, 'metatool.queries.jsonl')).map(row => ({
    query: String(row['query']),
    relevant: new Set([`${collection}/${String(row['tool'])}`]),
  }));
  return { pairs, source: await sourceOver([...store.outlines(collection)]) };
}

function rowsOf(path: string): Record<string, unknown>[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line) as Record<string, unknown>);
}
