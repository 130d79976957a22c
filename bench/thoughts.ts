// Whether searching again with thoughts finds more APIs than one search that may offer as many: ToolBench's development
// requests, the `interleaved` planner, and a scripted model whose thoughts are the request's own wishes.
// npm run bench -- thoughts [--data <folder of ToolBench's pack>] [--json]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  apiAnalyzer,
  clauses,
  collectApis,
  fusedOver,
  interleavedChain,
  type Observation,
  plainAnalyzer,
  type Retriever,
  retrieverOver,
  runPlanner,
  scripted,
  toolbenchImporter,
} from 'capuchin';
import { type Figure, report } from './machine.js';

const place = process.argv.indexOf('--data');
const given = place < 0 ? undefined : process.argv[place + 1];
const folder = given ?? fileURLToPath(new URL('../../shared/data/toolbench', import.meta.url));
const k = 4;

interface Query {
  readonly query: string;
  readonly group: 'G1' | 'G2' | 'G3';
  readonly relevant_apis: readonly string[];
}

const apis = await collectApis('toolbench', toolbenchImporter.read(join(folder, 'apis.jsonl')));
const ids = new Map(apis.map(({ name, id }) => [name, id]));
const lines = readFileSync(join(folder, 'queries.dev.jsonl'), 'utf8').trim().split('\n');
const queries = lines.map(line => JSON.parse(line) as Query);

const seen: Observation = { status: 'ok', body: 'done', provenance: 'simulated', elapsedMs: 0, coerced: [] };

/** The APIs that are on offer when a run has thought of every wish of its request. */
async function offered(request: string, retriever: Retriever): Promise<readonly string[]> {
  const found = clauses(request);
  // A single wish is the request itself; of each of several one sentence is made, as a thought is.
  const wishes = found.length < 2 ? [] : found.map(wish => wish.replace(/[.!?]+\s+/g, ', '));
  const model = scripted(({ tools = [] }, step) => {
    const text = wishes[step];
    return text === undefined ? 'Done.' : { text, toolCalls: [{ name: tools[0]?.name ?? '', arguments: { step } }] };
  });
  const tools = { model, retriever, retrieverName: 'bench', executor: { call: async () => seen }, now: () => 0 };
  const facts = { runId: 'bench', request, options: {}, seed: 0, collections: {}, capuchin: 'bench' };
  for await (const _event of runPlanner(interleavedChain({ k }), tools, facts));
  return (model.requests.at(-1)?.tools ?? []).map(({ name }) => ids.get(name) ?? name);
}

function recall(found: readonly string[], relevant: readonly string[]): number {
  return relevant.filter(id => found.includes(`toolbench/${id}`)).length / relevant.length;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function figuresOf(name: string, retriever: Retriever): Promise<Figure[]> {
  const rows = [];
  for (const { query, group, relevant_apis: relevant } of queries) {
    const thought = await offered(query, retriever);
    const one = (await retriever.search(query, thought.length)).map(({ api }) => api.id);
    rows.push({ group, size: thought.length, one: recall(one, relevant), thought: recall(thought, relevant) });
  }
  const several = rows.filter(({ group }) => group !== 'G1');
  const figures = [['all', rows] as const, ['of several tools', several] as const].flatMap(([which, chosen]) => [
    {
      what: `${name}, ${which} (n ${chosen.length}): APIs on offer`,
      value: mean(chosen.map(({ size }) => size)),
      unit: '',
    },
    {
      what: `${name}, ${which}: recall, one search`,
      value: 100 * mean(chosen.map(({ one }) => one)),
      unit: '%',
    },
    {
      what: `${name}, ${which}: recall, with thoughts`,
      value: 100 * mean(chosen.map(({ thought }) => thought)),
      unit: '%',
    },
  ]);
  return figures;
}

report('thoughts', [
  ...(await figuresOf('bm25', await retrieverOver(apis, plainAnalyzer))),
  ...(await figuresOf('lexical', await retrieverOver(apis, apiAnalyzer))),
  ...(await figuresOf('fused', await fusedOver(apis))),
]);
