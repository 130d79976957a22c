import { CapuchinError, orAborted, UsageError } from '../../base/index.js';
import type { Price, Usage } from '../chat-model.js';
import { costUsd } from './prices.js';

/** What may be spent at most; what is absent is not limited. */
export interface BudgetLimits {
  /** Input and output together. */
  readonly maxTokens?: number;
  readonly maxCostUsd?: number;
  readonly maxModelCalls?: number;
}

export interface Spent {
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Absent once a call was made whose price is not known. */
  readonly costUsd?: number;
}

/** A call that would go, or has gone, beyond a limit. */
export class BudgetSpent extends CapuchinError {
  override readonly name = 'BudgetSpent';
  constructor(
    readonly limit: keyof BudgetLimits,
    message: string,
    readonly spent: Spent,
  ) {
    super('budget-spent', message);
  }
}

/** A call that is about to be made. */
export interface PlannedCall {
  /** Estimated. */
  readonly inputTokens: number;
  /** The reply's limit as the caller wants it. */
  readonly maxTokens: number | undefined;
  readonly price: Price | undefined;
}

/** What a planned call was allowed; settled once, when it is known what it took. */
export interface Allowance {
  /** The reply's limit that keeps the call within the budget. Absent when nothing limits it. */
  readonly maxTokens?: number;
  settle(usage: Usage): void;
}

/** One purse for any number of models and concurrent calls. */
export interface Budget {
  readonly limits: BudgetLimits;
  spent(): Spent;
  /**
   * Sets aside what a call can take at most. While other calls hold what this one needs, waits for them.
   *
   * @throws BudgetSpent when the call does not fit; UsageError for a money limit and a call without a price; the
   * signal's reason.
   */
  allow(call: PlannedCall, signal?: AbortSignal): Promise<Allowance>;
}

/** A reply cut shorter than this is no reply. */
const fewestOutputTokens = 16;
/** Reply limit of calls without one, so that one call does not set the whole budget aside. */
const usualMaxTokens = 4_096;

/** What calls that are under way may still take. */
interface Held {
  readonly modelCalls: number;
  readonly tokens: number;
  readonly costUsd: number;
}

const nothing: Held = { modelCalls: 0, tokens: 0, costUsd: 0 };

/** Counts what calls take, and stops before the one that would take too much. */
export function openBudget(limits: BudgetLimits): Budget {
  const { maxTokens = Infinity, maxCostUsd = Infinity, maxModelCalls = Infinity } = limits;
  const usual = maxTokens < Infinity || maxCostUsd < Infinity ? usualMaxTokens : Infinity;
  const total = { modelCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
  let allPriced = true;
  let held = nothing;
  let wake = () => {};
  let settled = new Promise<void>(resolve => (wake = resolve));

  function spent(): Spent {
    const { costUsd: cost, ...counts } = total;
    return allPriced ? { ...counts, costUsd: cost } : counts;
  }

  /** The longest reply that fits beside what is spent and what is held, and the limit that decides. */
  function room(call: PlannedCall, beside: Held): { readonly output: number; readonly limit: keyof BudgetLimits } {
    if (total.modelCalls + beside.modelCalls >= maxModelCalls) return { output: 0, limit: 'maxModelCalls' };
    const tokens = maxTokens - total.inputTokens - total.outputTokens - beside.tokens - call.inputTokens;
    const { input = 0, output = 0 } = call.price ?? {};
    const usd = maxCostUsd - total.costUsd - beside.costUsd - (call.inputTokens * input) / 1_000_000;
    const affordable = usd < 0 ? 0 : output === 0 ? Infinity : Math.floor((usd * 1_000_000) / output);
    return tokens <= affordable ? { output: tokens, limit: 'maxTokens' } : { output: affordable, limit: 'maxCostUsd' };
  }

  function hold(change: Held, sign: 1 | -1): void {
    held = {
      modelCalls: held.modelCalls + sign * change.modelCalls,
      tokens: held.tokens + sign * change.tokens,
      costUsd: held.costUsd + sign * change.costUsd,
    };
  }

  function allowance({ inputTokens, price }: PlannedCall, outputTokens: number): Allowance {
    const bounded = outputTokens < Infinity;
    const most = { inputTokens, outputTokens: bounded ? outputTokens : 0, counted: false };
    const mine: Held = {
      modelCalls: 1,
      tokens: most.inputTokens + most.outputTokens,
      costUsd: price === undefined ? 0 : costUsd(most, price),
    };
    hold(mine, 1);
    return {
      ...(bounded ? { maxTokens: outputTokens } : {}),
      settle(usage) {
        hold(mine, -1);
        total.modelCalls += 1;
        total.inputTokens += usage.inputTokens;
        total.outputTokens += usage.outputTokens;
        if (price === undefined) allPriced = false;
        else total.costUsd += costUsd(usage, price);
        wake();
        settled = new Promise<void>(resolve => (wake = resolve));
      },
    };
  }

  return {
    limits,
    spent,
    async allow(call, signal) {
      if (call.price === undefined && maxCostUsd < Infinity) {
        throw new UsageError('a money limit needs the price of the model; give one, or limit tokens instead');
      }
      const fewest = Math.min(call.maxTokens ?? fewestOutputTokens, fewestOutputTokens);
      for (;;) {
        signal?.throwIfAborted();
        const { output, limit } = room(call, held);
        if (output >= fewest) return allowance(call, Math.min(output, call.maxTokens ?? usual));
        if (room(call, nothing).output < fewest) throw beyond(limit, limits, call, spent());
        await orAborted(settled, signal);
      }
    },
  };
}

function beyond(limit: keyof BudgetLimits, limits: BudgetLimits, call: PlannedCall, spent: Spent): BudgetSpent {
  const { modelCalls, inputTokens, outputTokens, costUsd: cost = 0 } = spent;
  const so = {
    maxModelCalls: `${modelCalls} of ${limits.maxModelCalls} model calls are made`,
    maxTokens: `${inputTokens + outputTokens} of ${limits.maxTokens} tokens are spent`,
    maxCostUsd: `${cost.toFixed(4)} of ${limits.maxCostUsd} USD are spent`,
  }[limit];
  const next = limit === 'maxModelCalls' ? '' : `, and the next call sends about ${call.inputTokens} tokens`;
  return new BudgetSpent(limit, `the budget is spent: ${so}${next} (raise the limit to go on)`, spent);
}
