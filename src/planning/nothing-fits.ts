import type { Hit } from '../retrieval/index.js';
import type { PlannerEnd, PlannerEvent } from './planner.js';

/** Ends a run that found no API for its request: says so and lists the nearest, which the user may know better. */
export function* nothingFits(node: number, hits: readonly Hit[], why = ''): Generator<PlannerEvent, PlannerEnd, void> {
  const nearest = hits.map(({ api }) => `  ${api.name}: ${firstSentence(api.description)}`);
  const lines = [
    'No API in the collection fits this request.',
    ...(why.trim() === '' ? [] : [`The model says: ${why.trim()}`]),
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
