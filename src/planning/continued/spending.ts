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
  /** Calls that were made; one that was under way when the run was left counts. */
  readonly calls: Readonly<Record<Effect, number>>;
}

export function spendingOf(events: readonly RecordedEvent[]): Spending {
  const calls: Record<Effect, number> = { read: 0, reversible: 0, irreversible: 0 };
  const effects = new Map<string, Effect>();
  let [tokens, costUsd, modelCalls] = [0, 0, 0];
  for (const event of events) {
    if (event.type === 'model-end') {
      tokens += event.usage.inputTokens + event.usage.outputTokens;
      costUsd += event.costUsd ?? 0;
      modelCalls += 1;
    } else if (event.type === 'call-start' && event.effect !== undefined) {
      effects.set(`${event.node}/${event.callId}`, event.effect);
      calls[event.effect] += 1;
    } else if (event.type === 'call-end') {
      const effect = effects.get(`${event.node}/${event.callId}`);
      const wasMade = event.observation.provenance !== 'none' && event.reusedFrom === undefined;
      if (effect !== undefined && !wasMade) calls[effect] -= 1;
    }
  }
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
