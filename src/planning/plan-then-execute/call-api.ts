import { renderPrompt } from '../../base/index.js';
import type { PlannerEvent } from '../planner.js';
import type { Standing } from '../steps/standing.js';
import type { Selection } from './select-api.js';
import type { SubTask, Workroom } from './workroom.js';

/**
 * Lets the model write the arguments of the one API that was selected, and calls it: again with what was wrong, until
 * something is given, the model says in words why not, or `maxIdleSteps` tries gave nothing. A conversation of its own
 * that goes on from `from` in the record.
 *
 * Difference from RestGPT, whose caller writes URL and body as text and may go on after a reply: the first call is a tool
 * call that the model has to make, against the API's schema, and several calls of one reply stand for its going on.
 */
export async function* callApi(
  { request, steps, prompts: { caller, call } }: Workroom,
  { task, background }: SubTask,
  { api, plan }: Extract<Selection, { kind: 'selected' }>,
  from: Standing,
): AsyncGenerator<PlannerEvent, Standing, void> {
  let at: Standing = {
    ...from,
    messages: [
      { role: 'system', content: renderPrompt(caller, {}) },
      { role: 'user', content: renderPrompt(call, { request, background, task, plan }) },
    ],
    recorded: 0,
    idleSteps: 0,
    outcome: 'open',
  };
  do {
    const mustCall = at.messages.length === 2;
    at = yield* steps.take(at, { errand: { role: 'caller', function: api.name, mustCall, prompts: { caller, call } } });
  } while (at.outcome === 'open' && at.idleSteps > 0);
  return at;
}
