// A small set in ToolBench's retriever format from Seal-Tools: requests of some tools to train on, of others to test with.
// npx jiti training/retriever/export-pairs.ts --pack FOLDER --out FOLDER [--train N] [--test N] [--documents N] [--seed N]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Api,
  type RetrievalQuery,
  readJsonl,
  retrieverSet,
  sealtoolsImporter,
  seededRandom,
  writeRetrieverTsv,
} from '../../src/index.js';

const { values } = parseArgs({
  options: {
    pack: { type: 'string' },
    out: { type: 'string' },
    train: { type: 'string', default: '300' },
    test: { type: 'string', default: '100' },
    documents: { type: 'string', default: '600' },
    seed: { type: 'string', default: '42' },
  },
});
const { pack, out } = values;
if (pack === undefined || out === undefined) {
  console.error('usage: export-pairs.ts --pack FOLDER --out FOLDER [--train N] [--test N] [--documents N] [--seed N]');
  process.exit(2);
}
const random = seededRandom(Number(values.seed));

const apis: Api[] = [];
for await (const item of sealtoolsImporter.read(join(pack, 'sealtools.tools.jsonl'))) {
  if (item.kind !== 'api') continue;
  const { key, baseName, ...draft } = item.draft;
  apis.push({ ...draft, id: `sealtools/${key}`, name: baseName, collection: 'sealtools' });
}
const byTitle = new Map(apis.map(api => [api.title, api]));

interface Row {
  readonly query: string;
  readonly calling: readonly { readonly api: string }[];
}

const asked: (RetrievalQuery & { readonly tools: readonly string[] })[] = [];
for (const name of ['dev', 'test_in_domain']) {
  for await (const { value } of readJsonl(join(pack, `sealtools.${name}.jsonl`))) {
    const { query, calling } = value as unknown as Row;
    const called = calling.flatMap(({ api }) => byTitle.get(api) ?? []);
    if (called.length < calling.length) continue;
    const relevant = new Set(called.map(({ id }) => id));
    asked.push({ query, relevant, splits: [], tools: called.map(({ category, tool }) => `${category}/${tool}`) });
  }
}

// Tools are dealt out first: what is tested needs none that was trained on.
const shuffled = random.shuffle(asked);
const tools = random.shuffle([...new Set(shuffled.flatMap(query => query.tools))].sort());
const held = new Set(tools.slice(0, Math.ceil(tools.length * 0.4)));
const test = shuffled.filter(query => query.tools.every(tool => held.has(tool))).slice(0, Number(values.test));
const train = shuffled.filter(query => query.tools.every(tool => !held.has(tool))).slice(0, Number(values.train));
const needed = new Set([...train, ...test].flatMap(({ relevant }) => [...relevant]));
const others = random.shuffle(apis.filter(api => !needed.has(api.id)));
const corpus = [...apis.filter(api => needed.has(api.id)), ...others];
await writeRetrieverTsv(
  out,
  retrieverSet(corpus.slice(0, Math.max(needed.size, Number(values.documents))), train, test),
);
console.error(`${train.length} requests to train on, ${test.length} to test with, ${needed.size} of their APIs`);
