// What the agent itself costs: chain planner, scripted model, local function, run file on disk. The model takes no time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Api,
  callable,
  chain,
  createRunFile,
  type Executor,
  functions,
  recordRun,
  runPlanner,
  scripted,
} from 'capuchin';
import { report, secondsOf } from './machine.js';

const steps = 50;
const api: Api = {
  id: 'bench/add',
  name: 'add',
  collection: 'bench',
  provider: 'bench',
  tool: 'bench',
  category: 'bench',
  title: 'add',
  description: 'Adds two numbers.',
  parameters: {
    type: 'object',
    properties: { a: { type: 'number' }, b: { type: 'number' } },
    required: ['a', 'b'],
    additionalProperties: false,
  },
  effect: 'read',
  examples: [],
  source: { uri: 'bench:' },
  invocation: { kind: 'function', module: 'bench:', function: 'add' },
};
const add = {
  name: 'add',
  description: '',
  effect: 'read' as const,
  parameters: api.parameters,
  run: ({ a, b }: { a: number; b: number }) => a + b,
};
const local = functions({ load: async () => add, workspace: tmpdir(), now: Date.now, random: Math.random });
const executor: Executor = callable({
  executors: { function: local },
  guard: { policy: { version: 1, default: { read: 'allow', reversible: 'deny', irreversible: 'deny' }, rules: [] } },
});
const folder = mkdtempSync(join(tmpdir(), 'capuchin-bench-'));
let runs = 0;

async function oneRun(): Promise<void> {
  const model = scripted((_request, index) =>
    index < steps ? { name: 'add', arguments: { a: index, b: 1 } } : 'That is all.',
  );
  const tools = {
    model,
    retriever: { search: async () => [{ api, score: 1 }] },
    retrieverName: 'fixed',
    executor,
    now: Date.now,
  };
  runs += 1;
  const facts = { runId: `r${runs}`, request: 'add', options: {}, seed: 0, collections: {}, capuchin: 'bench' };
  const events = recordRun(
    runPlanner(chain({ maxSteps: steps + 1 }), tools, facts),
    createRunFile(join(folder, `${runs}.jsonl`), Date.now),
  );
  let next = await events.next();
  while (!next.done) next = await events.next();
  if (next.value.outcome !== 'answered')
    throw new Error(`the run ended as ${next.value.outcome}: ${next.value.reason}`);
}

const coldAt = performance.now();
await oneRun();
const cold = (performance.now() - coldAt) / 1_000;
for (let i = 0; i < 50; i += 1) await oneRun();
const single = await secondsOf(50, oneRun);
const heapBefore = process.memoryUsage().rss;
const startedAt = performance.now();
await Promise.all(Array.from({ length: 1_000 }, oneRun));
const concurrent = (performance.now() - startedAt) / 1_000;
report('agent', [
  { what: 'first run in the process, 50 steps, code not yet compiled', value: cold * 1_000, unit: 'ms' },
  {
    what: 'overhead a step, runs of 50 steps one after the other',
    value: (single / steps) * 1_000,
    unit: 'ms',
    target: '<= 0.2',
  },
  { what: '1,000 concurrent runs of 50 steps', value: concurrent, unit: 's' },
  {
    what: 'overhead a step, 1,000 concurrent runs',
    value: (concurrent / steps / 1_000) * 1_000,
    unit: 'ms',
    target: '<= 0.2',
  },
  {
    what: 'memory added by 1,000 concurrent runs',
    value: (process.memoryUsage().rss - heapBefore) / 2 ** 20,
    unit: 'MiB',
  },
]);
rmSync(folder, { recursive: true });
