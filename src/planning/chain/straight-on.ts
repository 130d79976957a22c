import type { PlannerEvent } from '../planner.js';
import type { Standing } from '../steps/standing.js';
import type { TakeOptions } from '../steps/step-options.js';
import type { Steps } from '../steps/steps.js';

export interface StraightOnOptions {
  /** Told where the next step would start from: why it may not be taken, or nothing. */
  readonly limit: (at: Standing) => string | undefined;
  /** How each step is taken. */
  readonly how: (at: Standing) => TakeOptions;
}

export interface LineEnd {
  readonly at: Standing;
  /** The limit that ended the line; absent where its last step did. */
  readonly limit?: string;
}

/** Takes step after step, each from the one before, until one is not open or a limit is reached. */
export async function* straightOn(
  steps: Steps,
  from: Standing,
  { limit, how }: StraightOnOptions,
): AsyncGenerator<PlannerEvent, LineEnd, void> {
  let at = from;
  while (at.outcome === 'open') {
    const reached = limit(at);
    if (reached !== undefined) return { at, limit: reached };
    at = yield* steps.take(at, how(at));
  }
  return { at };
}

/** Whether a line may take no further step: since it is too long, or since the time of its run is over. */
export function lineLimit(
  { maxSteps, maxMs }: { readonly maxSteps: number; readonly maxMs: number },
  now: () => number,
): (at: Standing) => string | undefined {
  const startedAt = now();
  return ({ depth }) => {
    if (depth >= maxSteps) return `${maxSteps} steps are used up`;
    return now() - startedAt > maxMs ? `${maxMs} ms are over` : undefined;
  };
}
