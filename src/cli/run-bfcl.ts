import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../base/index.js';
import {
  type BfclCategory,
  type BfclEvaluation,
  type BfclReport,
  bfclCategories,
  bfclCategoryNamed,
  documentChangeNamed,
  evaluateBfcl,
  findCandidates,
  resultFiles,
} from '../evaluation/index.js';
import type { ChatModel } from '../models/index.js';
import { retrieverNamed } from '../retrieval/index.js';
import { evaluationProgress } from './evaluation-progress.js';
import type { Io } from './io.js';
import { openSuiteEvaluation } from './open-evaluation.js';
import type { Workbench } from './workbench.js';

/** What the command is given. */
export interface EvalBfclFlags {
  readonly model?: string;
  readonly data: string;
  readonly categories?: readonly string[];
  readonly limit?: number;
  readonly seed?: number;
  readonly mustCall?: boolean;
  readonly search?: boolean;
  readonly pool?: readonly string[];
  readonly retriever?: string;
  readonly k?: number;
  readonly change?: string;
  readonly results?: string;
  readonly json?: boolean;
}

const usualCandidates = 5;

/** The report of a model, and of the same tests with changed documents where that is asked for. */
export async function runBfcl(io: Io, bench: Workbench, model: ChatModel, flags: EvalBfclFlags) {
  const { data, limit, mustCall = false, change: named } = flags;
  const { seed, retriever } = bench.settings;
  const isSearched = flags.search === true || flags.pool !== undefined;
  const k = bench.settings.k ?? usualCandidates;
  const change = named === undefined ? undefined : documentChangeNamed(named);
  if (isSearched && change !== undefined) {
    throw new UsageError('--change is for what tests list; leave out --search and --pool');
  }
  const categories = categoriesOf(data, flags.categories);
  const progress = evaluationProgress(io, 'tests', undefined);
  const evaluation: BfclEvaluation = {
    model,
    folder: data,
    categories,
    ...(limit === undefined ? {} : { limit }),
    seed,
    mustCall,
    ...(isSearched ? { candidates: await searching(io, bench, flags, k) } : {}),
    onJudged: ({ category }) => progress.step(category.name),
    signal: io.signal,
  };
  const searched = isSearched ? { retriever, k, pool: [...(flags.pool ?? [])] } : {};
  const kept = (changed: string) =>
    flags.results === undefined
      ? {}
      : {
          results: resultFiles({
            folder: flags.results,
            model: `${model.id}${changed}`,
            settings: { seed, mustCall, ...searched },
          }),
        };
  try {
    const report = await evaluateBfcl({ ...evaluation, ...kept('') });
    const changed: BfclReport | undefined =
      change === undefined ? undefined : await evaluateBfcl({ ...evaluation, ...kept(`-${change}`), change });
    progress.end();
    return { model: model.id, ...searched, ...report, ...(changed === undefined ? {} : { change, changed }) };
  } catch (thrown) {
    progress.fail();
    throw thrown;
  }
}

async function searching(io: Io, bench: Workbench, { data, pool = [] }: EvalBfclFlags, k: number) {
  const { source, collection } = await openSuiteEvaluation(io, bench, 'bfcl', { data, pool });
  const retriever = await retrieverNamed(bench.settings.retriever)(source);
  return findCandidates({ retriever, collection, k, signal: io.signal });
}

function categoriesOf(folder: string, named: readonly string[] | undefined): readonly BfclCategory[] {
  if (named !== undefined && named.length > 0) return [...new Set(named)].map(bfclCategoryNamed);
  const there = bfclCategories.filter(({ name }) =>
    [`${name}.jsonl`, `BFCL_v4_${name}.json`].some(file => existsSync(join(folder, file))),
  );
  if (there.length === 0) throw new UsageError(`${folder} has no tests, such as simple_python.jsonl`);
  return there;
}
