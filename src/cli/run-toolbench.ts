import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  CapuchinError,
  createProgress,
  type JsonlWriter,
  mapPool,
  messageOf,
  openJsonlWriter,
  systemClock,
} from '../base/index.js';
import {
  candidateFinder,
  type PlannerTools,
  parseMethod,
  readQueries,
  runPlanner,
  shorteningNamed,
  type ToolBenchPlannerOptions,
  type ToolBenchQuery,
  toolBenchDefaults,
  toolBenchPlanner,
} from '../planning/index.js';
import type { Retriever } from '../retrieval/index.js';
import { type AnswerFile, createRunFile, makeRunId, recordRun, writeAnswerFile } from '../trajectory/index.js';
import { budgetOf } from './budget-of.js';
import { type Io, note } from './io.js';
import { openExecutor } from './open-executor.js';
import { openModel } from './open-model.js';
import { openPermissions } from './open-permissions.js';
import { openSubstitutes } from './open-substitutes.js';
import { type QueryReport, type ToolBenchReport, toolBenchReport } from './toolbench-report.js';
import { readVersion } from './version.js';
import { openWorkbench, type Workbench } from './workbench.js';
import { writeWhole } from './write-whole.js';

export interface ToolBenchFlags {
  readonly queries: string;
  readonly out: string;
  readonly method: string;
  readonly openDomain?: boolean;
  readonly collection?: readonly string[];
  readonly k?: number;
  readonly retriever?: string;
  readonly model?: string;
  readonly adapter: string;
  readonly threads: number;
  readonly limit?: number;
  readonly maxDepth: number;
  readonly maxCalls: number;
  readonly maxObservation: number;
  readonly compress: string;
  readonly asPublished?: boolean;
  readonly budget?: { readonly maxTokens?: number; readonly maxCostUsd?: number };
  readonly readOnly?: boolean;
  readonly yes?: boolean;
  readonly record?: string;
  readonly replay?: string;
  readonly simulate?: string;
  readonly seed?: number;
  readonly json?: boolean;
}

/** Tokens of an observation that a model has shortened, and characters of a token by a rule of thumb. */
const compressedTokens = 2_048;
const charactersPerToken = 4;

/**
 * Works on the queries of a file, several at once: an answer file for each, a run file beside it, and a row of what it came
 * to. Queries whose answer file is there are left out. Stopped, it leaves whole answer files alone.
 */
export async function runToolBench(io: Io, flags: ToolBenchFlags): Promise<ToolBenchReport> {
  const out = resolve(io.cwd, flags.out);
  const all = readQueries(await textOf(resolve(io.cwd, flags.queries)), flags.queries);
  const method = parseMethod(flags.method).name;
  const fileOf = ({ id }: ToolBenchQuery) => join(out, `${id}_${method}.json`);
  const chosen = flags.limit === undefined ? all : all.slice(0, flags.limit);
  const open = chosen.filter(query => !existsSync(fileOf(query)));
  const { budget, ...rest } = flags;
  const bench = await openWorkbench(io, { ...rest, ...budget });
  try {
    const { planner, tools, close } = await openWork(io, bench, flags);
    const rows = openJsonlWriter(join(out, 'runs.jsonl'), { append: true });
    try {
      const progress = createProgress(io.stderr, { clock: systemClock });
      const task = progress.start({ label: method, unit: 'queries', total: open.length });
      const done: QueryReport[] = [];
      const work = async (query: ToolBenchQuery, _place: number, signal: AbortSignal): Promise<void> => {
        const report = await solve(
          { io, query, planner, out, method, path: fileOf(query), rows },
          { ...tools, signal },
        );
        done.push(report);
        task.update(done.length);
      };
      try {
        await mapPool(open, flags.threads, work, { signal: io.signal });
      } catch (thrown) {
        task.fail();
        throw thrown;
      }
      task.end();
      return toolBenchReport(
        { method, model: tools.model.id, out: flags.out, skipped: chosen.length - open.length },
        done,
      );
    } finally {
      rows.close();
      await close();
    }
  } finally {
    await bench.close();
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

type MakePlanner = (
  query: ToolBenchQuery,
  onAnswer: (answer: AnswerFile) => void,
) => Promise<ReturnType<typeof toolBenchPlanner>>;

interface Work {
  readonly planner: MakePlanner;
  readonly tools: PlannerTools;
  readonly close: () => Promise<void>;
}

/** Everything that the queries have in common. What is wrong with flags is found before a model is fetched or loaded. */
async function openWork(io: Io, bench: Workbench, flags: ToolBenchFlags): Promise<Work> {
  const { settings } = bench;
  const { seed } = settings;
  const shared: ToolBenchPlannerOptions = {
    ...limitsOf(flags),
    method: flags.method,
    adapter: flags.adapter,
    compress: flags.compress,
    shortening: shorteningNamed(flags.compress)({ seed }),
    k: settings.k ?? toolBenchDefaults.k,
    maxDepth: flags.maxDepth,
    maxCalls: flags.maxCalls,
    asPublished: flags.asPublished === true,
    seed,
  };
  toolBenchPlanner(shared);
  const guard = await openPermissions(io, bench, flags);
  const { retriever, retrieverName } = await searching(bench, flags);
  const candidates = await candidatesOf(io, bench, flags);
  const spending = budgetOf(settings);
  const open = (name: string) => openModel(io, bench, name, spending);
  const substitutes = await openSubstitutes({ io, flags, guard, seed, openModel: open });
  const executor = openExecutor(io, settings, guard, substitutes);
  const close = async () => {
    await Promise.all([executor.close?.(), substitutes.close()]);
  };
  const model = await open(settings.model).catch(async (thrown: unknown) => {
    await close();
    throw thrown;
  });
  return {
    tools: { model, retriever, retrieverName, executor, now: io.now },
    async planner(query, onAnswer) {
      const apis = await candidates(query);
      return toolBenchPlanner({ ...shared, onAnswer, ...(apis === undefined ? {} : { apis }) });
    },
    async close() {
      await Promise.all([model.close?.(), close()]);
    },
  };
}

/** What a model has shortened may be longer: ToolLLM's paper allows 2,048 tokens. */
function limitsOf({ maxObservation, compress }: ToolBenchFlags) {
  const most = compressedTokens * charactersPerToken;
  if (compress === 'model') return { maxCharacters: most, maxReplyCharacters: most };
  return { maxCharacters: maxObservation, maxReplyCharacters: toolBenchDefaults.maxReplyCharacters };
}

async function searching(bench: Workbench, flags: ToolBenchFlags) {
  const none: Retriever = { search: async () => [] };
  if (flags.openDomain !== true) return { retriever: none, retrieverName: 'candidates' };
  const { retriever, name } = await bench.retriever(await collectionsOf(bench, flags));
  return { retriever, retrieverName: name };
}

async function collectionsOf(bench: Workbench, { collection }: ToolBenchFlags): Promise<readonly string[]> {
  const known = (await bench.store()).collections();
  if (collection !== undefined) {
    const missing = collection.find(name => !known.some(each => each.name === name));
    if (missing !== undefined) throw new CapuchinError('not-found', `no collection named "${missing}"`);
    return collection;
  }
  return known.filter(({ importer }) => importer === 'toolbench').map(({ name }) => name);
}

/** What a query offers; undefined in the open domain, where it is searched for. */
async function candidatesOf(io: Io, bench: Workbench, flags: ToolBenchFlags) {
  if (flags.openDomain === true) return async () => undefined;
  const store = await bench.store();
  const find = candidateFinder({
    collections: await collectionsOf(bench, flags),
    get: ids => store.get(ids),
    outlines: name => store.outlines(name),
  });
  return async ({ id, candidates }: ToolBenchQuery) => {
    if (candidates === undefined) {
      throw new CapuchinError('usage', `query ${id} names no candidates; --open-domain searches for them`);
    }
    const { apis, missing } = await find(candidates);
    if (missing.length > 0) note(io, `capuchin: query ${id}: not imported and so not offered: ${missing.join(', ')}`);
    return apis;
  };
}

interface QueryWork {
  readonly io: Io;
  readonly query: ToolBenchQuery;
  readonly planner: MakePlanner;
  readonly out: string;
  readonly method: string;
  /** Of the answer file. */
  readonly path: string;
  readonly rows: JsonlWriter;
}

/** Works on one query. A query that fails is told of; a stop and a spent budget end all. */
async function solve({ io, query, planner, out, method, path, rows }: QueryWork, tools: PlannerTools) {
  let answer: AnswerFile | undefined;
  const made = await planner(query, given => {
    answer = given;
  });
  const runId = makeRunId(io.now(), io.random);
  const runFile = join('runs', `${query.id}_${method}.${runId}.jsonl`);
  const file = createRunFile(join(out, runFile), io.now);
  const facts = { runId, request: query.query, options: { queryId: query.id }, seed: 0, collections: {} };
  const guarded = { ...tools, beforeIrreversible: async () => file.sync() };
  const events = recordRun(runPlanner(made, guarded, { ...facts, capuchin: readVersion() }), file);
  const calls: Record<string, number> = {};
  let next = await events.next();
  while (!next.done) {
    if (next.value.type === 'call-end') {
      const { provenance } = next.value.observation;
      calls[provenance] = (calls[provenance] ?? 0) + 1;
    }
    next = await events.next();
  }
  const { outcome, reason, thrown } = next.value;
  tools.signal?.throwIfAborted();
  if (outcome === 'budget-spent' && thrown !== undefined) throw thrown;
  if (answer !== undefined) {
    const text = writeAnswerFile(answer);
    await writeWhole(path, unfinished => writeFile(unfinished, text));
  } else note(io, `capuchin: query ${query.id} failed: ${reason ?? outcome}`);
  const report: QueryReport = {
    queryId: query.id,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    ...(answer === undefined ? {} : { valid: answer.answer_generation.valid_data }),
    modelCalls: answer?.answer_generation.query_count ?? 0,
    tokens: answer?.answer_generation.total_tokens ?? 0,
    calls,
    run: runFile,
  };
  rows.write(report);
  return report;
}
