// What planning itself costs: scripted model, local function, run file on disk. The model takes no time. Of several rounds
// the fastest counts, and a step is measured in time of the processor: whatever else the machine does only adds.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Api,
  callable,
  chain,
  createRunFile,
  dfsdt,
  type Executor,
  functions,
  type ManyRun,
  type Planner,
  type RunEnd,
  recordRun,
  replayTraces,
  runMany,
  runPlanner,
  scripted,
} from 'capuchin';
import { type Figure, report } from './machine.js';

/** Replies of the model in each run; the last is the answer. */
const steps = 50;
const many = 1_000;
const traces = fileURLToPath(new URL('../../shared/data/toolbench/dfs_traces.dev.jsonl', import.meta.url));

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

// A line of steps; and a tree, in which every way is cut off at its twelfth step and another is tried.
const line = () => chain({ maxSteps: steps });
const tree = () => dfsdt({ maxCalls: steps });

function aRun(planner: Planner): Required<ManyRun> {
  const model = scripted((_request, index) =>
    index < steps - 1 ? { name: 'add', arguments: { a: index, b: 1 } } : 'That is all.',
  );
  runs += 1;
  const path = join(folder, `${runs}.jsonl`);
  return {
    planner,
    tools: {
      model,
      retriever: { search: async () => [{ api, score: 1 }] },
      retrieverName: 'fixed',
      executor,
      now: Date.now,
    },
    facts: { runId: `r${runs}`, request: 'add', options: {}, seed: 0, collections: {}, capuchin: 'bench' },
    openFile: () => createRunFile(path, Date.now),
  };
}

async function oneRun(planner: () => Planner): Promise<void> {
  const { tools, facts, openFile } = aRun(planner());
  const events = recordRun(runPlanner(planner(), tools, facts), openFile());
  let next = await events.next();
  while (!next.done) next = await events.next();
  checkEnd(next.value);
}

async function manyRuns(planner: () => Planner): Promise<void> {
  const runs = Array.from({ length: many }, () => aRun(planner()));
  for await (const end of runMany(runs, { concurrency: many })) checkEnd(end);
}

function checkEnd({ outcome, reason }: RunEnd): void {
  if (outcome !== 'answered') throw new Error(`a run ended as ${outcome}: ${reason}`);
}

interface Taken {
  readonly ms: number;
  /** Of all threads. */
  readonly processorMs: number;
}

async function timeOf(work: () => Promise<unknown>): Promise<Taken> {
  const [startedAt, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { ms: performance.now() - startedAt, processorMs: (user + system) / 1_000 };
}

/** The least of each of several rounds. */
async function fastest(rounds: number, work: () => Promise<unknown>): Promise<Taken> {
  let least: Taken = { ms: Infinity, processorMs: Infinity };
  for (let i = 0; i < rounds; i += 1) {
    const { ms, processorMs } = await timeOf(work);
    least = { ms: Math.min(least.ms, ms), processorMs: Math.min(least.processorMs, processorMs) };
  }
  return least;
}

/** Milliseconds of one write, of the fastest thousand. */
async function appendMs(): Promise<number> {
  const file = createRunFile(join(folder, 'append.jsonl'), Date.now);
  const usage = { inputTokens: 900, outputTokens: 40, counted: true };
  const toolCalls = [{ id: 'call_1', name: 'add', arguments: '{"a":1,"b":2}' }];
  const rest = { content: 'I add these two. '.repeat(10), toolCalls, finish: 'tool-calls', usage, warnings: [] };
  const thousand = async () => {
    for (let node = 0; node < 1_000; node += 1) file.write({ type: 'model-end', node, ...rest });
  };
  const { ms } = await fastest(20, thousand);
  file.close();
  return ms / 1_000;
}

/** With the most memory in use at any time beyond what was before. */
async function concurrently(planner: () => Planner) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const taken = await timeOf(() => manyRuns(planner));
  clearInterval(watch);
  return { ...taken, mebibytes: (Math.max(most, process.memoryUsage().rss) - before) / 2 ** 20 };
}

const figures: Figure[] = [];
for (const [name, planner] of [
  ['chain', line],
  ['dfsdt', tree],
] as const) {
  const cold = await timeOf(() => oneRun(planner));
  for (let i = 0; i < 50; i += 1) await oneRun(planner);
  const alone = await fastest(100, () => oneRun(planner));
  const all = await concurrently(planner);
  figures.push(
    { what: `${name}: first run of ${steps} steps, code not yet compiled`, value: cold.ms, unit: 'ms' },
    {
      what: `${name}: overhead a step, one run at a time`,
      value: alone.processorMs / steps,
      unit: 'ms',
      target: '<= 0.2',
    },
    { what: `${name}: ${many} concurrent runs of ${steps} steps`, value: all.ms / 1_000, unit: 's', target: '<= 20' },
    {
      what: `${name}: overhead a step in these`,
      value: all.processorMs / steps / many,
      unit: 'ms',
      target: '<= 0.2',
    },
    { what: `${name}: memory these add at the most`, value: all.mebibytes, unit: 'MiB', target: '<= 500' },
  );
}
figures.push({ what: 'append to a run file', value: await appendMs(), unit: 'ms', target: '<= 0.1' });
if (existsSync(traces)) {
  const { ms } = await fastest(5, () => replayTraces(traces, { only: 'all' }));
  figures.push({ what: 'replay of all development trees', value: ms / 1_000, unit: 's', target: '<= 1' });
}
report('planning', figures);
rmSync(folder, { recursive: true });
