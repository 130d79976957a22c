import { CapuchinError, messageOf } from '../base/index.js';
import type { RunEvent, RunOutcome, RunStart, RunTotals } from '../trajectory/index.js';
import type { Planner, PlannerTools } from './planner.js';
import { limitedTools } from './run-limits.js';

/** How a run ended, and what was thrown when it failed, for callers that want the stack. */
export interface RunEnd {
  readonly outcome: RunOutcome;
  readonly reason?: string;
  readonly thrown?: unknown;
}

/** What is known of a run before it starts; the rest of its first event comes from the planner and its tools. */
export type RunFacts = Pick<
  RunStart,
  'runId' | 'request' | 'options' | 'seed' | 'collections' | 'capuchin' | 'forkedFrom'
>;

/**
 * Runs a planner between a first and a last event. Never throws: a spent budget, an abort and a failure end the run
 * with the outcome that names them, so that the record is always whole.
 */
export async function* runPlanner(
  planner: Planner,
  given: PlannerTools,
  facts: RunFacts,
): AsyncGenerator<RunEvent, RunEnd, void> {
  const { tools, release } = limitedTools(given, given.limits ?? {});
  const startedAt = tools.now();
  const totals = { modelCalls: 0, apiCalls: 0, inputTokens: 0, outputTokens: 0 };
  let costUsd: number | undefined;
  yield {
    type: 'run-start',
    format: 'capuchin-run',
    version: 1,
    ...facts,
    planner: planner.name,
    plannerOptions: planner.options,
    model: tools.model.id,
    retriever: tools.retrieverName,
  };

  let end: RunEnd;
  try {
    const events = planner.run(facts.request, tools);
    let next = await events.next();
    while (!next.done) {
      const event = next.value;
      if (event.type === 'model-end') {
        totals.modelCalls += 1;
        totals.inputTokens += event.usage.inputTokens;
        totals.outputTokens += event.usage.outputTokens;
        if (event.costUsd !== undefined) costUsd = (costUsd ?? 0) + event.costUsd;
      } else if (
        event.type === 'call-end' &&
        event.observation.provenance !== 'none' &&
        event.reusedFrom === undefined
      ) {
        totals.apiCalls += 1;
      }
      yield event;
      next = await events.next();
    }
    end = next.value;
  } catch (thrown) {
    end = endOf(thrown, tools.signal);
  } finally {
    release();
  }
  const elapsedMs = tools.now() - startedAt;
  const all: RunTotals = { ...totals, ...(costUsd === undefined ? {} : { costUsd }), elapsedMs };
  yield {
    type: 'run-end',
    outcome: end.outcome,
    ...(end.reason === undefined ? {} : { reason: end.reason }),
    totals: all,
  };
  return end;
}

function endOf(thrown: unknown, signal: AbortSignal | undefined): RunEnd {
  // Whatever was thrown while the run was being stopped, it ended for what stopped it.
  const cause: unknown = signal?.aborted ? signal.reason : thrown;
  const reason = messageOf(cause);
  if (cause instanceof CapuchinError && cause.code === 'budget-spent') {
    return { outcome: 'budget-spent', reason, thrown };
  }
  return { outcome: signal?.aborted ? 'interrupted' : 'failed', reason, thrown };
}
