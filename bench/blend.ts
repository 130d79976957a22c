// How much vectors should count beside words in the engines outside this process: NDCG@5 by weight, on requests that
// anybody may learn from. Run: npm run bench -- blend --store catalog.db [--embedder NAME] [--json]
// The store is one that `capuchin import apis-guru` filled.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createArtifactCache, folders, seededRandom } from '../src/base/index.js';
import type { Api } from '../src/catalog/index.js';
import { generateRequests, requestsFor } from '../src/datasets/index.js';
import { ndcg, openSuite, retrievalSuiteNamed } from '../src/evaluation/index.js';
import { embedderNamed } from '../src/models/index.js';
import { blend, blendDepth } from '../src/retrieval/backends/blend.js';
import { apiAnalyzer, documentText, loadFrom, retrieverOver } from '../src/retrieval/index.js';
import { type Figure, report } from './machine.js';
import { operationsOfDocuments } from './operations-of-documents.js';

const weights = [0, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5];
const requestsOfEach = 400;

interface Corpus {
  readonly apis: readonly Api[];
  readonly requests: readonly { readonly query: string; readonly relevant: ReadonlySet<string> }[];
}

const { values } = parseArgs({
  options: { store: { type: 'string' }, embedder: { type: 'string', default: 'minilm' }, json: { type: 'boolean' } },
});
const pack = fileURLToPath(new URL('../../shared/data/toolcalls', import.meta.url));
if (!existsSync(pack) || values.store === undefined || !existsSync(values.store)) {
  console.error('not runnable here: it needs the data pack toolcalls, and --store with a catalog that holds apis-guru');
  process.exit(1);
}
const { env, platform } = process;
const { cache } = folders({ env, platform, homeDir: homedir() });
const embedder = await embedderNamed(values.embedder, {
  artifacts: createArtifactCache({ folder: `${cache}/artifacts`, env }),
});
const known = new Map<readonly Api[], readonly Float32Array[]>();
const figures: Figure[] = [];
for (const [name, corpus] of [
  ['metatool', await suiteCorpus('metatool')],
  ['sealtools', await suiteCorpus('sealtools')],
  ...generatedCorpora(values.store),
] as const) {
  const byWeight = await qualities(corpus);
  const what = `${name}, ${corpus.requests.length} requests, ${corpus.apis.length} APIs: NDCG@5, vectors`;
  for (const [weight, value] of byWeight) figures.push({ what: `${what} × ${weight}`, value, unit: '%' });
}
await embedder.close?.();
report('blend', figures);

async function suiteCorpus(name: string): Promise<Corpus> {
  const { apis, queries } = await openSuite(retrievalSuiteNamed(name), { folder: pack, collection: name });
  const drawn = seededRandom(name)
    .shuffle([...queries])
    .slice(0, requestsOfEach);
  return { apis, requests: drawn.map(({ query, relevant }) => ({ query, relevant: new Set(relevant) })) };
}

/** Of 150 documents drawn evenly, up to 25 operations each; requests of one wish, and of several. */
function generatedCorpora(path: string): readonly (readonly [name: string, corpus: Corpus])[] {
  const random = seededRandom('blend');
  const apis = operationsOfDocuments(path, random, { documents: 150 });
  const asked = random.shuffle(apis).flatMap(api => requestsFor(api, random, { toolRate: 0.25 }));
  const single = asked
    .slice(0, requestsOfEach)
    .map(({ request, apiIds }) => ({ query: request, relevant: new Set(apiIds) }));
  const several: Corpus['requests'][number][] = [];
  const made = {
    collection: 'apis-guru',
    places: apis,
    load: loadFrom(apis),
    seed: 'blend',
    multi: true,
    toolRate: 0.25,
  };
  for (const { query, relevant_apis: keys } of generateRequests(made)) {
    several.push({ query, relevant: new Set(keys.map(key => `apis-guru/${key}`)) });
    if (several.length === requestsOfEach) break;
  }
  return [
    ['generated', { apis, requests: single }],
    ['generated, several wishes', { apis, requests: several }],
  ];
}

async function qualities({ apis, requests }: Corpus): Promise<readonly (readonly [weight: number, value: number])[]> {
  const words = await retrieverOver(apis, apiAnalyzer);
  const vectors = await vectorsOf(apis);
  const sums = weights.map(() => 0);
  for (const { query, relevant } of requests) {
    const said = (await words.search(query, blendDepth)).map(({ api, score }) => ({ id: api.id, score }));
    const [asked] = (await embedder.embed([query], 'query')) as [Float32Array];
    const near = apis
      .map(({ id }, i) => ({ id, score: cosine(asked, vectors[i] as Float32Array) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, blendDepth);
    for (const [i, weight] of weights.entries()) {
      const ranking = blend(said, near, blendDepth, weight).map(({ id }) => id);
      (sums[i] as number) += ndcg(ranking, relevant, 5);
    }
  }
  return weights.map((weight, i) => [weight, (100 * (sums[i] as number)) / requests.length] as const);
}

async function vectorsOf(apis: readonly Api[]): Promise<readonly Float32Array[]> {
  const vectors = known.get(apis) ?? (await embedder.embed(apis.map(documentText), 'document'));
  known.set(apis, vectors);
  return vectors;
}

/** Of vectors of length 1. */
function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
