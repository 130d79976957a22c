import { pathTo, type Standing } from '../steps/standing.js';

/**
 * How the parts of a score are weighed; set by hand, in the order of how much each says. That calls gave something is seen
 * and not guessed. A model's sureness is of its words and less of their use. Depth is little more than a tie break: without
 * it a way that goes well would be left at every step for a sibling that did as well.
 */
const scoreWeights = { gave: 0.6, sure: 0.25, deep: 0.15 } as const;

/** What each step in a row that gave nothing takes away: two of them outweigh all that depth gives. */
const idlePenalty = 0.1;

/** Sureness where a model does not tell: neither for a way nor against it. */
const unknownSureness = 0.5;

/**
 * How promising a way is, without asking a model: from the share of its calls that gave something, how sure the model was
 * of its last step, how far it has come, and how many of its last steps gave nothing.
 *
 * @returns at most 1; below 0 only for ways that keep failing.
 *
 * Example: two of three calls gave something, the tokens of the last step have a mean probability of 0.8, step 3 of 12, the
 * last step gave something → 0.6 × (2 + 1) / (3 + 2) + 0.25 × 0.8 + 0.15 × 3 / 12 = 0.5975.
 */
export function wayScore(standing: Standing, maxDepth: number): number {
  const calls = pathTo(standing).flatMap(step => step.calls);
  const gave = calls.filter(({ observation }) => observation.status === 'ok').length;
  // As if one call more had given something and one had not, so that a single call does not decide (rule of succession).
  const share = (gave + 1) / (calls.length + 2);
  const sure = standing.confidence === undefined ? unknownSureness : Math.exp(standing.confidence.meanLogprob);
  const { gave: gaveWeight, sure: sureWeight, deep } = scoreWeights;
  return gaveWeight * share + sureWeight * sure + (deep * standing.depth) / maxDepth - idlePenalty * standing.idleSteps;
}
