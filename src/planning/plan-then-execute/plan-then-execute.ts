import { renderPrompt } from '../../base/index.js';
import { describeObservation } from '../../execution/index.js';
import type { Hit } from '../../retrieval/index.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { endRun } from '../steps/end-run.js';
import { hasGained, type Standing } from '../steps/standing.js';
import { openSteps } from '../steps/steps.js';
import { callApi } from './call-api.js';
import { background, type Done, planHistory, taskText } from './history.js';
import { parseReply } from './parse-reply.js';
import { type Plan, readPlan } from './plan.js';
import { selectApi } from './select-api.js';
import { type PlanThenExecuteOptions, rolePrompts, type SubTask, type Workroom } from './workroom.js';

export type { PlanThenExecuteOptions } from './workroom.js';

export const planThenExecuteDefaults: PlanThenExecuteOptions = {
  k: 8,
  maxRounds: 15,
  maxIdleRounds: 3,
  maxIdleSteps: 3,
  selections: 3,
  parseAbove: 2_000,
  temperature: 0,
  seed: 0,
  maxTokens: 1_024,
};

/**
 * From coarse to fine: a planner says the next sub-task in words, a selector chooses the API for it, a caller writes the
 * arguments and calls, a parser picks what the sub-task needs from the reply, and the planner sees that and goes on, until
 * it answers.
 *
 * Source: RestGPT (Song et al. 2023). Differences: the selector sees what is found for the sub-task and was found before,
 * in place of all operations of one document; see `callApi`, `parseReply` and `selectApi` for those of the other roles.
 */
export function planThenExecute(options: Partial<PlanThenExecuteOptions> = {}): Planner {
  const settings = { ...planThenExecuteDefaults, ...options };
  return {
    name: 'plan-then-execute',
    options: { ...settings },
    run: (request, tools) => planAndExecute(request, tools, settings),
  };
}

async function* planAndExecute(
  request: string,
  tools: PlannerTools,
  options: PlanThenExecuteOptions,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const prompts = rolePrompts();
  const steps = openSteps(request, tools, options);
  const room: Workroom = { request, tools, steps, prompts, options };
  const { hits, areLikely } = yield* steps.find(0, request, options.k);
  if (!areLikely) return yield* nothingFits(0, { request, hits });

  let at = steps.begin('planner', prompts.planner);
  const done: Done[] = [];
  let idleRounds = 0;
  while (done.length < options.maxRounds) {
    const { plan, node } = yield* nextPlan(room, done, at);
    if (plan.kind === 'final') {
      const outcome = hasGained(at) ? 'answered' : 'unfounded';
      yield { type: 'step-end', node, outcome };
      return yield* endRun({ ...at, node, outcome, said: plan.text }, { request, hits, steps });
    }
    const round = yield* execute(room, plan, done, at);
    at = round.at;
    if (at.outcome === 'asked-back') return yield* endRun(at, { request, hits, steps });
    done.push({ plan, result: round.result });
    idleRounds = round.isIdle ? idleRounds + 1 : 0;
    if (idleRounds >= options.maxIdleRounds) return yield* giveUp(room, hits, round);
  }
  return { outcome: 'budget-spent', reason: `${options.maxRounds} sub-tasks are used up` };
}

/** Asks for the next sub-task. A planner that calls something in place of planning wants the request done as it is. */
async function* nextPlan(
  { request, steps, prompts: { planner, progress } }: Workroom,
  done: readonly Done[],
  { node: parent }: Standing,
): AsyncGenerator<PlannerEvent, { readonly plan: Plan; readonly node: number }, void> {
  const slots = { request, history: planHistory(done), number: String(done.length + 1) };
  const { message, node } = yield* steps.consult({
    role: 'planner',
    parent,
    messages: [
      { role: 'system', content: renderPrompt(planner, {}) },
      { role: 'user', content: renderPrompt(progress, slots) },
    ],
    prompts: { planner, progress },
    stop: ['API response:'],
  });
  return { plan: readPlan(message.content) ?? { kind: 'sub-task', text: request }, node };
}

interface Round {
  readonly at: Standing;
  readonly result: string;
  /** Why nothing was called, in the model's words. */
  readonly why?: string;
  readonly isIdle: boolean;
}

/** Does a sub-task: finds and selects an API, calls it, and reads what came back. */
async function* execute(
  room: Workroom,
  plan: Plan,
  done: readonly Done[],
  at: Standing,
): AsyncGenerator<PlannerEvent, Round, void> {
  const { steps, options } = room;
  const { hits } = yield* steps.find(at.node, plan.text, options.k);
  const found = hits.map(({ api }) => api);
  const earlier = [...steps.offered.values()].filter(api => !found.some(({ name }) => name === api.name));
  const subTask: SubTask = {
    parent: at.node,
    task: taskText(plan, done),
    background: background(done),
    candidates: [...found, ...earlier],
  };

  const selection = yield* selectApi(room, subTask);
  if (selection.kind === 'none-needed') return { at, result: selection.said, isIdle: !hasGained(at) };
  if (selection.kind === 'none-found') {
    return { at, result: `No function does it. ${selection.said}`, why: selection.said, isIdle: true };
  }

  const called = yield* callApi(room, subTask, selection, at);
  const given = called.calls.filter(({ observation }) => observation.status === 'ok');
  if (given.length === 0) return { at: called, result: whyNot(called), isIdle: true };
  let now = called;
  const results: string[] = [];
  for (const seen of called.calls) {
    const parsed = yield* parseReply(room, subTask, seen, now);
    now = parsed.at;
    results.push(parsed.result);
  }
  return { at: now, result: results.join('\n'), isIdle: false };
}

function whyNot({ calls, reason }: Standing): string {
  const seen = calls.map(({ call, observation }) => `${call.name}: ${describeObservation(observation)}`);
  return [...(reason === undefined ? [] : [reason]), ...seen].join('\n');
}

/** Ends a run whose last sub-tasks gave nothing: nothing fits where nothing was ever called. */
async function* giveUp(
  { request, options }: Workroom,
  hits: readonly Hit[],
  { at, result, why = result }: Round,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  if (at.node === 0) return yield* nothingFits(0, { request, hits, why });
  return { outcome: 'gave-up', reason: `${options.maxIdleRounds} sub-tasks in a row gave nothing: ${result}` };
}
