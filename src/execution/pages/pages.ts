import type { JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { CallOptions, CompleteReply, Executor } from '../executor.js';
import type { Observation } from '../observation.js';
import { type PageLimits, type PageSeen, type PagesEnd, pageCalls } from './page-calls.js';
import type { CallAt } from './request-at.js';

export interface PagesOptions extends PageLimits, Pick<CallOptions, 'signal' | 'beforeIrreversible'> {}

/** Makes a call and those for the pages that follow (`pageCalls`); yields each page and returns why it ended. */
export async function* pages(
  executor: Executor,
  api: Api,
  args: JsonObject,
  { maxPages, maxItems, ...callOptions }: PagesOptions = {},
): AsyncGenerator<Observation, PagesEnd, void> {
  const calls = pageCalls(api, args, {
    ...(maxPages === undefined ? {} : { maxPages }),
    ...(maxItems === undefined ? {} : { maxItems }),
  });
  let call = calls.next();
  while (!call.done) {
    const seen = await callForReply(executor, call.value, callOptions);
    call = calls.next(seen);
    if (call.value !== 'repeated') yield seen.observation;
  }
  return call.value;
}

async function callForReply(
  executor: Executor,
  { api, arguments: args }: CallAt,
  options: CallOptions,
): Promise<PageSeen> {
  let reply: CompleteReply | undefined;
  const observation = await executor.call(api, args, {
    ...options,
    onReply: complete => {
      reply = complete;
    },
  });
  return { observation, reply: reply ?? replyOf(observation) };
}

/** What an observation itself has of a reply, for executors that tell no more. */
export function replyOf(observation: Observation): CompleteReply | undefined {
  if (observation.status !== 'ok' || observation.value === undefined) return undefined;
  return { value: observation.value };
}
