import type { Hit } from '../../retrieval/index.js';
import { nothingFits } from '../nothing-fits.js';
import type { PlannerEnd, PlannerEvent } from '../planner.js';
import { askBack } from '../questions.js';
import type { Standing } from './standing.js';
import type { Steps } from './steps.js';

export interface Ending {
  readonly request: string;
  readonly hits: readonly Hit[];
  readonly steps: Steps;
}

/** Ends a run with what its last step, or the step that answers, came to. */
export function* endRun(
  standing: Standing,
  { request, hits, steps }: Ending,
): Generator<PlannerEvent, PlannerEnd, void> {
  const { node, outcome, said, reason } = standing;
  switch (outcome) {
    case 'answered':
      yield { type: 'answer', node, text: said, from: 'model' };
      return { outcome: 'answered' };
    case 'asked-back':
      return yield* askBack(node, steps.questionsAt(node));
    case 'unfounded':
      return yield* nothingFits(node, { request, hits, why: said });
    case 'gave-up':
    case 'dead':
      return { outcome: 'gave-up', ...(reason === undefined ? {} : { reason }) };
    case 'open':
      return { outcome: 'gave-up', reason: `every way was tried, ${standing.depth} steps deep at the last` };
    default:
      return outcome satisfies never;
  }
}
