import { type ChatModel, limited, openBudget } from '../../models/index.js';
import { type Planner, type PlannerTools, type RunEnd, runPlanner } from '../../planning/index.js';

export interface RepeatedRun {
  readonly request: string;
  /** Makes the planner of an attempt, counted from 0; attempts should differ by their seeds alone. */
  readonly plannerOf: (attempt: number) => Planner;
  readonly tools: PlannerTools;
  /** Of all attempts together. */
  readonly maxModelCalls: number;
  /** Default: as many as the model calls allow. */
  readonly maxAttempts?: number;
}

/** What the attempts at one request came to. */
export interface RunResult {
  /** Of the last attempt. */
  readonly end: RunEnd;
  /** Empty where the last attempt gave no answer. */
  readonly answer: string;
  readonly modelCalls: number;
  readonly apiCalls: number;
  readonly attempts: number;
}

/**
 * Runs a planner again from the beginning, without memory of the times before, until it answers or the model calls are used
 * up. Whether the answer is right plays no part in when it stops.
 *
 * Source: ToolLLM, section 3.2, which gives ReAct as many tries as the calls of DFSDT pay for (ReACT@N). Difference: the
 * same holds for every planner, so that each may use up the same number of calls.
 */
export async function runUntilAnswered({
  request,
  plannerOf,
  tools,
  maxModelCalls,
  maxAttempts = Number.POSITIVE_INFINITY,
}: RepeatedRun): Promise<RunResult> {
  const budget = openBudget({ maxModelCalls });
  const model: ChatModel = limited(tools.model, budget);
  let apiCalls = 0;
  for (let attempt = 0; ; attempt += 1) {
    const before = budget.spent().modelCalls;
    const { end, answer, calls } = await runOnce(request, plannerOf(attempt), { ...tools, model });
    const { modelCalls } = budget.spent();
    apiCalls += calls;
    const isOver = isFinal(end) || modelCalls >= maxModelCalls || attempt + 1 >= maxAttempts || modelCalls === before;
    if (isOver) return { end, answer, modelCalls, apiCalls, attempts: attempt + 1 };
  }
}

/** A question back is an answer to the person who asked; a failure would only come again. */
function isFinal({ outcome }: RunEnd): boolean {
  return outcome === 'answered' || outcome === 'asked-back' || outcome === 'interrupted' || outcome === 'failed';
}

async function runOnce(request: string, planner: Planner, tools: PlannerTools) {
  const facts = { runId: 'evaluation', request, options: {}, seed: 0, collections: {}, capuchin: 'evaluation' };
  const run = runPlanner(planner, tools, facts);
  let answer = '';
  let calls = 0;
  for (;;) {
    const next = await run.next();
    if (next.done) return { end: next.value, answer: next.value.outcome === 'answered' ? answer : '', calls };
    if (next.value.type === 'answer') answer = next.value.text;
    if (next.value.type === 'run-end') calls = next.value.totals.apiCalls;
  }
}
