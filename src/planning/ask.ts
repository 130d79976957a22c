import type { Executor } from '../execution/index.js';
import type { ChatModel } from '../models/index.js';
import type { Retriever } from '../retrieval/index.js';
import type { RunEvent, RunOutcome } from '../trajectory/index.js';
import { direct } from './direct/direct.js';
import type { Planner } from './planner.js';
import { runPlanner } from './run-planner.js';

export interface AskOptions {
  readonly model: ChatModel;
  readonly retriever: Retriever;
  readonly executor: Executor;
  /** As for planners. */
  readonly minFit?: number;
  /** As for planners. */
  readonly invent?: boolean;
  /** Default `direct()`. */
  readonly planner?: Planner;
  readonly signal?: AbortSignal;
  /** Sees each event when it happens. */
  readonly onEvent?: (event: RunEvent) => void;
}

export interface Answer {
  readonly outcome: RunOutcome;
  /** What the planner answers; empty when it ended without an answer. */
  readonly text: string;
  readonly reason?: string;
  readonly events: readonly RunEvent[];
}

/** Answers one request and keeps no file of it: the whole main road in one call, for programs. Never throws. */
export async function ask(request: string, options: AskOptions): Promise<Answer> {
  const { model, retriever, executor, planner = direct(), minFit, invent, signal, onEvent } = options;
  const tools = {
    model,
    retriever,
    retrieverName: 'given',
    executor,
    now: Date.now,
    ...(minFit === undefined ? {} : { minFit }),
    ...(invent === undefined ? {} : { invent }),
    ...(signal === undefined ? {} : { signal }),
  };
  const facts = { runId: 'unrecorded', request, options: {}, seed: 0, collections: {}, capuchin: 'library' };
  const run = runPlanner(planner, tools, facts);
  const events: RunEvent[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) {
      const { outcome, reason } = next.value;
      const answer = events.findLast(event => event.type === 'answer');
      const text = answer?.type === 'answer' ? answer.text : '';
      return { outcome, text, events, ...(reason === undefined ? {} : { reason }) };
    }
    events.push(next.value);
    onEvent?.(next.value);
  }
}
