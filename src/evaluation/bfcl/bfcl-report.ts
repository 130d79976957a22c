import { type Accuracy, accuracyOf } from '../tool-calls/accuracy.js';
import type { OldNames } from '../tool-calls/changed-documents/change-plan.js';
import type { JudgedTest } from './judged-test.js';

export interface BfclReport {
  /** Over all tests alike. */
  readonly overall: Accuracy;
  readonly categories: Readonly<Record<string, Accuracy>>;
  /** The published table's own columns, as far as their categories were asked. */
  readonly table: Readonly<Partial<Record<BfclColumn, number>>>;
  /** Calls that name functions or parameters as they were before; where documents were changed. */
  readonly oldNames?: OldNames;
  readonly cost: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    /** Of one answer, from question to end. */
    readonly medianSeconds: number;
  };
}

export type BfclColumn = 'simple' | 'non_live' | 'live' | 'hallucination';

export function bfclReport(judged: readonly JudgedTest[]): BfclReport {
  const byCategory = new Map<string, JudgedTest[]>();
  for (const each of judged) byCategory.set(each.category.name, [...(byCategory.get(each.category.name) ?? []), each]);
  const faultsOf = (all: readonly JudgedTest[]) => all.map(({ fault }) => fault);
  const categories = Object.fromEntries([...byCategory].map(([name, all]) => [name, accuracyOf(faultsOf(all))]));
  const answers = judged.map(({ answer }) => answer);
  const old = judged.flatMap(({ oldNames }) => oldNames ?? []);
  return {
    overall: accuracyOf(faultsOf(judged)),
    categories,
    table: tableOf(categories),
    ...(old.length === 0 ? {} : { oldNames: addedUp(old) }),
    cost: {
      inputTokens: answers.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
      outputTokens: answers.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
      medianSeconds: median(answers.map(({ elapsedMs }) => elapsedMs)) / 1000,
    },
  };
}

/**
 * Single-turn columns of the leaderboard: means of categories, but `live` weighs each by its tests. A column lacks where
 * one of its categories does.
 */
function tableOf(categories: Readonly<Record<string, Accuracy>>): Partial<Record<BfclColumn, number>> {
  const of = (...names: readonly string[]) => names.map(name => categories[name]);
  const simple = mean(of('simple_python', 'simple_java', 'simple_javascript').map(each => each?.accuracy));
  const others = of('multiple', 'parallel', 'parallel_multiple').map(each => each?.accuracy);
  const nonLive = mean([simple, ...others]);
  const liveParts = of('live_simple', 'live_multiple', 'live_parallel', 'live_parallel_multiple');
  const live = liveParts.every(each => each !== undefined)
    ? sum(liveParts.map(each => each.correct)) / sum(liveParts.map(each => each.total))
    : undefined;
  const hallucination = mean(of('irrelevance', 'live_irrelevance').map(each => each?.accuracy));
  const columns = { simple, non_live: nonLive, live, hallucination };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

function addedUp(all: readonly OldNames[]): OldNames {
  return { functions: sum(all.map(each => each.functions)), parameters: sum(all.map(each => each.parameters)) };
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length === values.length ? sum(known) / known.length : undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
