import type { ToolSpec } from '../../../chat-model.js';
import type { Token } from '../binding.js';
import type { Engine } from '../engine.js';

/**
 * How much the logarithm of a tool's relevance, as a share of the best one's, counts beside the logarithm of the
 * probability with which the model writes its name.
 */
export const relevanceWeight = 2;

/**
 * The tool that the model and the retriever together hold for the right one; the model alone, of this size, hardly heeds
 * what a retriever knows. `undefined` where there is nothing to choose or the retriever says nothing.
 */
export async function firstChoice(
  engine: Pick<Engine, 'tokenize' | 'logprobs'>,
  prompt: readonly Token[],
  tools: readonly ToolSpec[],
  signal?: AbortSignal,
  weight = relevanceWeight,
): Promise<string | undefined> {
  const relevances = tools.map(({ relevance = 0 }) => relevance);
  if (tools.length < 2 || relevances.some(relevance => !(relevance > 0))) return undefined;
  const best = Math.max(...relevances);
  let chosen: { readonly name: string; readonly score: number } | undefined;
  for (const [place, { name }] of tools.entries()) {
    const logprobs = await engine.logprobs('conversation', prompt, engine.tokenize(name), signal);
    const share = (relevances[place] as number) / best;
    const score = logprobs.reduce((sum, each) => sum + each, 0) + weight * Math.log(share);
    if (chosen === undefined || score > chosen.score) chosen = { name, score };
  }
  return chosen?.name;
}
