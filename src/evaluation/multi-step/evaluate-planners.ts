import { CapuchinError } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Executor } from '../../execution/index.js';
import type { ChatModel } from '../../models/index.js';
import type { Planner } from '../../planning/index.js';
import type { Retriever } from '../../retrieval/index.js';
import { isRightAnswer } from './check-answer.js';
import { notPlayed } from './fallible/fallible-model.js';
import type { JudgedRun } from './judged-run.js';
import type { MultiStepRequest } from './multi-step-request.js';
import { offerNeeded } from './offer-needed.js';
import { type PlannersReport, plannersReport } from './planners-report.js';
import { runUntilAnswered } from './run-until-answered.js';

/** A planner by its name, made anew with other seeds. */
export interface Contestant {
  readonly name: string;
  readonly make: (options: { readonly k: number; readonly seed: number }) => Planner;
}

export interface PlannersEvaluation {
  readonly contestants: readonly Contestant[];
  readonly requests: readonly MultiStepRequest[];
  /** By the functions' names. */
  readonly apis: ReadonlyMap<string, Api>;
  /** Who thinks in a run; the same for every planner. */
  readonly modelFor: (request: MultiStepRequest, seed: number) => ChatModel;
  /** A run of each request for each. */
  readonly seeds: readonly number[];
  /** For one request and seed. */
  readonly maxModelCalls: number;
  /** As in `RepeatedRun`. */
  readonly maxAttempts?: number;
  readonly retriever: Retriever;
  readonly retrieverName: string;
  readonly k: number;
  /** Offers what is found alone, though functions that are needed be missing. */
  readonly searchOnly?: boolean;
  readonly executor: Executor;
  readonly now: () => number;
  readonly onRun?: (run: JudgedRun) => void;
  readonly signal?: AbortSignal;
}

/** Runs every planner on every request with every seed, and counts right answers. */
export async function evaluatePlanners(evaluation: PlannersEvaluation): Promise<PlannersReport> {
  const runs: JudgedRun[] = [];
  const notDrivable: Record<string, string> = {};
  for (const contestant of evaluation.contestants) {
    try {
      for await (const run of runsOf(contestant, evaluation)) {
        runs.push(run);
        evaluation.onRun?.(run);
      }
    } catch (thrown) {
      if (!(thrown instanceof CapuchinError) || thrown.code !== notPlayed) throw thrown;
      notDrivable[contestant.name] = thrown.message;
    }
  }
  return plannersReport(
    runs.filter(({ planner }) => notDrivable[planner] === undefined),
    notDrivable,
  );
}

/** @throws what a model throws that cannot go on, and the signal's reason. */
async function* runsOf(contestant: Contestant, evaluation: PlannersEvaluation): AsyncGenerator<JudgedRun, void, void> {
  for (const request of evaluation.requests) {
    for (const seed of evaluation.seeds) {
      evaluation.signal?.throwIfAborted();
      const { end, ...result } = await runOne(contestant, request, seed, evaluation);
      evaluation.signal?.throwIfAborted();
      if (end.outcome === 'failed') throw end.thrown;
      const isRight = end.outcome === 'answered' && isRightAnswer(result.answer, request.answer);
      yield { planner: contestant.name, request, seed, outcome: end.outcome, isRight, ...result };
    }
  }
}

function runOne({ make }: Contestant, request: MultiStepRequest, seed: number, evaluation: PlannersEvaluation) {
  const { modelFor, maxModelCalls, maxAttempts, retriever, retrieverName, k, executor, now, signal } = evaluation;
  const needed = request.plan.flatMap(call => evaluation.apis.get(call.function) ?? []);
  return runUntilAnswered({
    request: request.request,
    // Far enough apart that no attempt has a seed which another gave to siblings.
    plannerOf: attempt => make({ k, seed: 1000 * attempt + seed }),
    tools: {
      model: modelFor(request, seed),
      retriever: evaluation.searchOnly ? retriever : offerNeeded(retriever, [...new Set(needed)]),
      retrieverName,
      executor,
      now,
      ...(signal === undefined ? {} : { signal }),
    },
    maxModelCalls,
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
  });
}
