// How much documentation should count beside what APIs say of themselves: NDCG@5 by weight. Operations with long
// descriptions keep the first sentence, the rest is their documentation; requests are made of the one and of the other.
// Run: npm run bench -- documentation --store catalog.db [--json]; the store is one that `capuchin import apis-guru` filled.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Random, seededRandom } from '../src/base/index.js';
import type { Api } from '../src/catalog/index.js';
import { requestsFor } from '../src/datasets/index.js';
import { ndcg } from '../src/evaluation/index.js';
import { markdownBlocks } from '../src/retrieval/documentation/blocks.js';
import { splitPassages } from '../src/retrieval/documentation/split-passages.js';
import {
  fusedOver,
  loadFrom,
  openDocumentation,
  openDocumentationStore,
  type Retriever,
  withDocumentation,
} from '../src/retrieval/index.js';
import { type Figure, report } from './machine.js';
import { operationsOfDocuments } from './operations-of-documents.js';

const collection = 'apis-guru';
const weights = [0, 1, 2, 3, 4, 6];
const requestsOfEach = 300;
const longDescription = 600;

const { values } = parseArgs({ options: { store: { type: 'string' }, json: { type: 'boolean' } } });
if (values.store === undefined || !existsSync(values.store)) {
  console.error('not runnable here: it needs --store with a catalog that holds apis-guru');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'capuchin-bench-'));
try {
  report(
    'documentation',
    await figures(
      operationsOfDocuments(values.store, seededRandom('documentation'), {
        documents: 200,
        having: ({ description }) => description.length > longDescription,
      }),
    ),
  );
} finally {
  rmSync(folder, { recursive: true });
}

async function figures(apis: readonly Api[]): Promise<Figure[]> {
  const random = seededRandom('requests');
  const cut = apis.map(api => ({ api, ...parted(api.description) }));
  const known = cut.map(({ api, first }) => ({ ...api, description: first }));
  const long = cut.filter(({ rest }) => rest !== '');
  const asked = {
    'the index': requests(known, random),
    documentation: requests(
      long.map(({ api, rest }) => ({ ...api, title: '', description: rest })),
      random,
    ),
  };
  const added = openDocumentationStore(join(folder, 'documentation.db'));
  for (const { api, rest } of long) {
    const passages = splitPassages(markdownBlocks(rest, []));
    added.put({ path: `/${api.id}`, hash: api.id, about: { collection, api: api.id }, title: '', passages });
  }
  const source = { collections: [{ name: collection, fingerprint: '' }], load: loadFrom(known) };
  const documentation = openDocumentation({ ...source, folder, rebuild: () => known, added });
  const fused = await fusedOver(known);
  const found: Figure[] = [];
  for (const weight of weights) {
    const retriever = withDocumentation(fused, { ...source, documentation, weight });
    for (const [of, pairs] of Object.entries(asked)) {
      const what = `${pairs.length} requests in words of ${of}, weight ${weight}: NDCG@5`;
      found.push({ what, value: await quality(retriever, pairs), unit: '%' });
    }
  }
  added.close();
  return found;
}

/** The first sentence, and what follows it where the whole is long. */
function parted(text: string): { readonly first: string; readonly rest: string } {
  if (text.length <= longDescription) return { first: text, rest: '' };
  const end = /[.!?]\s|\n/.exec(text.slice(20))?.index ?? 200;
  return { first: text.slice(0, 21 + end), rest: text.slice(21 + end).trim() };
}

function requests(apis: readonly Api[], random: Random) {
  const made = random.shuffle(apis).flatMap(api => requestsFor(api, random, { toolRate: 0.25 }));
  return made.slice(0, requestsOfEach);
}

async function quality(retriever: Retriever, pairs: ReturnType<typeof requests>): Promise<number> {
  let sum = 0;
  for (const { request, apiIds } of pairs) {
    const hits = await retriever.search(request, 5);
    sum += ndcg(
      hits.map(({ api }) => api.id),
      new Set(apiIds),
      5,
    );
  }
  return (100 * sum) / pairs.length;
}
