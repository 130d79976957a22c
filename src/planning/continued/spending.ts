import type { Effect } from '../../catalog/index.js';
import type { RecordedEvent } from '../../trajectory/index.js';

/** What a run has used of its budgets. */
export interface Spending {
  /** Input and output together. */
  readonly tokens: number;
  /** As far as prices are known. */
  readonly costUsd: number;
  readonly modelCalls: number;
  /** Without the time between the run's leaving and its resuming. */
  readonly elapsedMs: number;
  /** Calls that were made. One that was under way when the run was left counts where it is not made again. */
  readonly calls: Readonly<Record<Effect, number>>;
}

export function spendingOf(events: readonly RecordedEvent[]): Spending {
  const calls: Record<Effect, number> = { read: 0, reversible: 0, irreversible: 0 };
  const open = new Map<string, Effect>();
  let [tokens, costUsd, modelCalls] = [0, 0, 0];
  for (const event of events) {
    if (event.type === 'model-end') {
      tokens += event.usage.inputTokens + event.usage.outputTokens;
      costUsd += event.costUsd ?? 0;
      modelCalls += 1;
    } else if (event.type === 'call-start' && event.effect !== undefined) {
      open.set(`${event.node}/${event.callId}`, event.effect);
    } else if (event.type === 'call-end') {
      const key = `${event.node}/${event.callId}`;
      const effect = open.get(key);
      open.delete(key);
      const wasMade = event.observation.provenance !== 'none' && event.reusedFrom === undefined;
      if (effect !== undefined && wasMade) calls[effect] += 1;
    }
  }
  for (const effect of open.values()) if (effect !== 'read') calls[effect] += 1;
  return { tokens, costUsd, modelCalls, elapsedMs: timeSpent(events), calls };
}

/** Milliseconds from the first to the last event. */
function timeSpent(events: readonly RecordedEvent[]): number {
  let spent = 0;
  let before: number | undefined;
  for (const { type, at } of events) {
    if (before !== undefined && type !== 'run-resume') spent += Math.max(0, at - before);
    before = at;
  }
  return spent;
}
