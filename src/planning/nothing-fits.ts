import { type Hit, unmatchedWords } from '../retrieval/index.js';
import type { PlannerEnd, PlannerEvent } from './planner.js';

/** What a run without a fitting API was about. */
export interface Missed {
  readonly request: string;
  readonly hits: readonly Hit[];
  /** The model's reason; absent when it was not asked. */
  readonly why?: string;
}

/**
 * Ends a run that found no API for its request: says so, says which words of it were not understood, and lists the
 * nearest, which the user may know better.
 */
export function* nothingFits(
  node: number,
  { request, hits, why = '' }: Missed,
): Generator<PlannerEvent, PlannerEnd, void> {
  const nearest = hits.map(({ api }) => `  ${api.name}: ${firstSentence(api.description)}`);
  const unmatched = hits.length === 0 ? [] : unmatchedWords(request, hits);
  const lines = [
    'No API in the collection fits this request.',
    ...(why.trim() === '' ? [] : [`The model says: ${why.trim()}`]),
    ...(unmatched.length === 0 ? [] : [`Nothing near it speaks of: ${unmatched.join(', ')}`]),
    ...(nearest.length === 0 ? [] : ['Nearest:', ...nearest]),
  ];
  yield { type: 'answer', node, text: lines.join('\n'), from: 'planner' };
  return { outcome: 'nothing-fits' };
}

function firstSentence(text: string): string {
  const end = text.search(/[.!?](\s|$)/);
  const sentence = end === -1 ? text : text.slice(0, end + 1);
  return sentence.length > 120 ? `${sentence.slice(0, 119)}…` : sentence;
}
