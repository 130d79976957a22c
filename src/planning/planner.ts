import type { JsonObject } from '../base/index.js';
import type { Effect } from '../catalog/index.js';
import type { Executor, Observation, UndoStep } from '../execution/index.js';
import type { ChatModel } from '../models/index.js';
import type { Retriever } from '../retrieval/index.js';
import type { RunEvent } from '../trajectory/index.js';
import type { Past } from './continued/past.js';

/** The events a planner makes; the run's first and last event are made around it (`runPlanner`). */
export type PlannerEvent = Exclude<RunEvent, { type: 'run-start' | 'run-end' | 'run-resume' }>;

/** How a planner ends. Everything else a reader wants to know is in the events. */
export interface PlannerEnd {
  readonly outcome: 'answered' | 'asked-back' | 'gave-up' | 'nothing-fits' | 'budget-spent';
  readonly reason?: string;
}

export interface PlannerTools {
  readonly model: ChatModel;
  readonly retriever: Retriever;
  /** Name of the retriever, for the record. */
  readonly retrieverName: string;
  /**
   * No model is asked where the retriever says that anything fits with a lower probability, 0..1; 0 asks always. Default:
   * a hundredth of the retriever's threshold.
   */
  readonly minFit?: number;
  /** Calls are made with values that nothing shows where else they would be asked for. Default false. */
  readonly invent?: boolean;
  readonly executor: Executor;
  /** Takes a call back by the step prepared when it was made. Without it nothing is taken back during a run. */
  readonly undo?: (step: UndoStep) => Promise<Observation>;
  readonly signal?: AbortSignal;
  /** Kept by `runPlanner`. */
  readonly limits?: RunLimits;
  /** Awaited before a call that cannot be taken back, so that the record is on disk first. */
  readonly beforeIrreversible?: () => Promise<void>;
  readonly now: () => number;
  /** Of a run that is continued: asked before model, retriever and executor. */
  readonly past?: Past;
}

/** Where a run stops at the latest, beside the budget of its model; what is absent is not limited. */
export interface RunLimits {
  readonly maxMs?: number;
  /** Calls that are made; what is refused, or answered without a call, does not count. */
  readonly maxCalls?: number;
  readonly maxCallsByEffect?: Readonly<Partial<Record<Effect, number>>>;
}

export interface Planner {
  readonly name: string;
  /** All settings, which make the same planner again. */
  readonly options: JsonObject;
  /**
   * Works on one request. Yields each event when it happens and returns how it ended. Throws only for misuse,
   * a failing model, a spent budget or an aborted signal; a failing API is an observation.
   */
  run(request: string, tools: PlannerTools): AsyncGenerator<PlannerEvent, PlannerEnd, void>;
}
