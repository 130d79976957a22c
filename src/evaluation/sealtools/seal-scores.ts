import { pythonText } from '../bfcl/python/unparse-python.js';
import type { SealCall } from './seal-request.js';

/** The right calls of a request and those that were made; undefined for an answer that is no calls. */
export interface SealAnswer {
  readonly right: readonly SealCall[];
  readonly made: readonly SealCall[] | undefined;
}

/** Fractions. */
export interface SealScores {
  readonly requests: number;
  /** Answers that are calls at all. */
  readonly format: number;
  readonly tool_precision: number;
  readonly tool_recall: number;
  readonly tool_f1: number;
  readonly parameter_precision: number;
  readonly parameter_recall: number;
  readonly parameter_f1: number;
  /** Requests whose calls are the right ones with the right parameters and no others; not one of the published figures. */
  readonly exact: number;
}

/** What one answer adds to the sums that scores are made from. */
export interface SealCounts {
  readonly formats: number;
  readonly exacts: number;
  readonly tools: Counted;
  readonly parameters: Counted;
}

interface Counted {
  readonly correct: number;
  readonly made: number;
  readonly right: number;
}

/** A call counts where a right one has its name, a parameter where the first right call of that name has the same value. */
export function sealCounts(answer: SealAnswer): SealCounts {
  const made = answer.made ?? [];
  const meant = made.map(call => ({ call, right: answer.right.find(({ api }) => api === call.api) }));
  return {
    formats: answer.made === undefined ? 0 : 1,
    exacts: isExact(answer) ? 1 : 0,
    tools: {
      correct: meant.filter(({ right }) => right !== undefined).length,
      made: made.length,
      right: answer.right.length,
    },
    parameters: {
      correct: sum(meant.map(({ call, right }) => (right === undefined ? 0 : sameParameters(call, right)))),
      made: parametersOf(made),
      right: parametersOf(answer.right),
    },
  };
}

/**
 * Precision, recall and F1 over the calls of all requests together, and over their parameters, whose values are compared
 * as Python's `str` writes them. Oddity kept: the same right call made twice counts twice.
 *
 * `times` says how often each answer counts; once when left out.
 *
 * Example: right f(a=1), g(b=2), made f(a=1, c=3) → precision 1, recall 1/2 of calls; 1/2 and 1/2 of parameters.
 * Source: Wu et al. 2024, Seal-Tools, section 4.1, as its evaluation script counts.
 */
export function sealScores(counts: readonly SealCounts[], times?: ArrayLike<number>): SealScores {
  const total = (count: (each: SealCounts) => number) =>
    sum(counts.map((each, place) => count(each) * (times?.[place] ?? 1)));
  const f1 = (part: 'tools' | 'parameters') =>
    precisionAndRecall(
      total(each => each[part].correct),
      total(each => each[part].made),
      total(each => each[part].right),
    );
  const requests = total(() => 1);
  const shareOf = (count: number) => (requests === 0 ? 0 : count / requests);
  const [tool, parameter] = [f1('tools'), f1('parameters')];
  return {
    requests,
    format: shareOf(total(each => each.formats)),
    tool_precision: tool.precision,
    tool_recall: tool.recall,
    tool_f1: tool.f1,
    parameter_precision: parameter.precision,
    parameter_recall: parameter.recall,
    parameter_f1: parameter.f1,
    exact: shareOf(total(each => each.exacts)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sameParameters(made: SealCall, right: SealCall): number {
  return [...made.parameters].filter(([name, value]) => {
    const meant = right.parameters.get(name);
    return meant !== undefined && pythonText(meant) === pythonText(value);
  }).length;
}

function parametersOf(calls: readonly SealCall[]): number {
  return sum(calls.map(({ parameters }) => parameters.size));
}

function precisionAndRecall(correct: number, made: number, right: number) {
  if (correct === 0) return { precision: 0, recall: 0, f1: 0 };
  const precision = correct / made;
  const recall = correct / right;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function isExact({ right, made = [] }: SealAnswer): boolean {
  const left = [...right];
  for (const call of made) {
    const place = left.findIndex(
      each =>
        each.api === call.api &&
        each.parameters.size === call.parameters.size &&
        sameParameters(call, each) === each.parameters.size,
    );
    if (place === -1) return false;
    left.splice(place, 1);
  }
  return left.length === 0;
}
