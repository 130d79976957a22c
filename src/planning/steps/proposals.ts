import { type Prompt, renderPrompt } from '../../base/index.js';
import type { Fit } from '../../retrieval/index.js';
import type { PlannerEnd, PlannerEvent } from '../planner.js';
import { type Ending, endRun } from './end-run.js';
import { hasGained, type Standing } from './standing.js';
import { proposedWords } from './step-words.js';
import type { Steps } from './steps.js';

export interface ProposalsOptions {
  readonly steps: Steps;
  /** With a slot for what is `proposed` already. */
  readonly diversity: Prompt;
  readonly seed: number;
  /** What the retriever says of the request. */
  readonly fit?: Fit | undefined;
  /** Whether calls wait for `choose` from the first one on that changes something. Default true. */
  readonly defer?: boolean;
}

/** How a search over proposed steps ended. */
export interface ProposalsEnd {
  readonly answer?: Standing;
  /** What ended the search, though it is no answer. */
  readonly stoppedAt?: Standing;
  readonly gaveUp: readonly Standing[];
  readonly calls: number;
  readonly isSpent: boolean;
}

/**
 * Steps of a search that differ from one another. Where they are proposed side by side before one of them is gone on with,
 * only what reads is called while a step is proposed: from its first call on that changes something, its calls wait until it
 * is chosen, so that no proposal is made in a world that another one changed.
 */
export interface Proposals {
  /** One more step from here, asked to differ from its siblings. */
  expand(from: Standing, siblings: readonly Standing[]): AsyncGenerator<PlannerEvent, Standing, void>;
  /** Makes the calls that waited. */
  choose(step: Standing): AsyncGenerator<PlannerEvent, Standing, void>;
  /** Takes back what the step changed; what stays changed is told to the steps that are proposed later. */
  leave(step: Standing): AsyncGenerator<PlannerEvent, void, void>;
  /** Whether no other way would know more than this one: the user does, or no API does. */
  endsAll(step: Standing): boolean;
  end(found: ProposalsEnd, ending: Ending): AsyncGenerator<PlannerEvent, PlannerEnd, void>;
}

export function proposals({ steps, diversity, seed, fit, defer = true }: ProposalsOptions): Proposals {
  const stays: string[] = [];
  let gained = false;
  let last: Standing | undefined;

  function see(step: Standing): Standing {
    gained ||= hasGained(step);
    last = step;
    return step;
  }

  return {
    async *expand(from, siblings) {
      if (siblings.length === 0) {
        const first = from.depth === 0 && fit !== undefined ? { fit } : {};
        return see(yield* steps.take(from, { ...first, defer }));
      }
      const aside = renderPrompt(diversity, { proposed: proposedWords(siblings, stays) });
      const differ = { aside, prompts: { diversity }, seed: seed + siblings.length };
      return see(yield* steps.take(from, { ...differ, defer }));
    },
    async *choose(step) {
      return step.deferred.length === 0 ? step : see(yield* steps.carryOut(step));
    },
    async *leave(step) {
      stays.push(...(yield* steps.undo(step)));
    },
    endsAll: ({ outcome }) => outcome === 'asked-back' || (outcome === 'unfounded' && !gained),
    async *end({ answer, stoppedAt, gaveUp, calls, isSpent }, ending) {
      const best = answer ?? stoppedAt ?? (isSpent ? undefined : (gaveUp.at(-1) ?? last));
      if (best === undefined) {
        return { outcome: 'budget-spent', reason: `${calls} model calls are used up without an answer` };
      }
      // An opinion in the last way says nothing of the others, in which calls gave something.
      if (best.outcome === 'unfounded' && gained) return { outcome: 'gave-up', reason: 'no way led to an answer' };
      return yield* endRun(best, ending);
    },
  };
}
