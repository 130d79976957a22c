import { type CotAnswerFile, cotAnswerFile, type SearchedNode } from '../../../trajectory/index.js';
import type { PlannerEvent } from '../../planner.js';
import { markEnd, type Place, type Searched } from './place.js';
import type { Turns, TurnsContext } from './turns.js';

/** Tries one way after the other, each from the beginning and without memory of the last, until one answers. */
export async function* tryChains(
  turns: Turns,
  { query, offered, settings }: TurnsContext,
  tries: number,
): AsyncGenerator<PlannerEvent, Searched<CotAnswerFile>, void> {
  const ends: SearchedNode[] = [];
  let place = turns.begin();
  for (let count = 0; count < tries && place.outcome !== 'answered'; count += 1) {
    place = yield* followChain(turns, settings.maxDepth);
    ends.push(place.node);
    if (turns.spent.queryCount >= settings.maxCalls) break;
  }
  const win = place.outcome === 'answered';
  const answer = cotAnswerFile({
    ends,
    win,
    query,
    functions: offered.schemas,
    ...turns.spent,
    settings: { single_chain_max_step: settings.maxDepth, pass_at: tries, answer: 1 },
  });
  const why = { outcome: 'gave-up', reason: `${ends.length} tries gave no answer` } as const;
  return { answer, end: win ? { outcome: 'answered' } : why, place };
}

async function* followChain(turns: Turns, maxDepth: number): AsyncGenerator<PlannerEvent, Place, void> {
  let place = turns.begin();
  while (place.outcome === 'open' && place.depth < maxDepth) place = yield* turns.take(place, []);
  markEnd(place, 'chain');
  if (place.outcome !== 'answered') place.node.pruned = true;
  return place;
}
