import type { Message } from '../../../models/index.js';
import { type AnswerFile, markFinished, type SearchedNode, type StepOutcome } from '../../../trajectory/index.js';
import type { PlannerEnd } from '../../planner.js';

/** Where a search stands after a turn. */
export interface Place {
  /** Of tree nodes, as ToolBench counts them. */
  readonly depth: number;
  readonly outcome: StepOutcome;
  /** The last node of the turn. */
  readonly node: SearchedNode;
  /** The turn's node in the run's record; 0 at the root. */
  readonly step: number;
  readonly messages: readonly Message[];
  /** How many of `messages`, from the front, stand in the record. */
  readonly recorded: number;
}

/** What a search came to. */
export interface Searched<A extends AnswerFile = AnswerFile> {
  readonly answer: A;
  readonly end: PlannerEnd;
  /** Where it answered, or where it was last. */
  readonly place: Place;
}

/** Marks what a way that ended came to. In a chain nothing is marked as finished. */
export function markEnd({ node, outcome }: Place, kind: 'tree' | 'chain'): void {
  if (outcome === 'answered' && kind === 'tree') markFinished(node);
  if (outcome === 'gave-up') node.pruned = true;
}
