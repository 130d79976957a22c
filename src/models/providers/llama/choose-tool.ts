import { type Prompt, renderPrompt } from '../../../base/index.js';
import type { ToolSpec } from '../../chat-model.js';
import { advantages, calibrated, sum } from './scoring.js';

/** Log probabilities of the tokens of a continuation after a prefix of one of two kinds. */
export interface Likelihood {
  logprobs(kind: keyof ChoicePrompts, prefix: string, continuation: string): Promise<readonly number[]>;
}

export interface ChoiceWeights {
  /** Nats that a tool loses for each e-fold of its place: tools are listed likeliest first, as a retriever gives them. */
  readonly order: number;
  /** Nats that a tool loses for each e-fold its relevance is below the best; where no relevance is given, nothing. */
  readonly relevance: number;
  /** Weight of "the function given the request" beside "the request given the function". */
  readonly backward: number;
  /** What the best tool must have over the choice of none, in nats. */
  readonly none: number;
}

export interface ChoicePrompts {
  /** Slot `function`; the request follows it. */
  readonly forward: Prompt;
  /** Slot `request`; the function follows it. */
  readonly backward: Prompt;
}

export interface ToolChance {
  readonly tool: ToolSpec;
  /** In nats, comparable within one choice; larger is likelier. */
  readonly score: number;
}

export interface ToolChoiceResult {
  /** Likeliest first; equal scores keep the order of the tools. */
  readonly ranked: readonly ToolChance[];
  /** Whether any tool explains the request better, by the margin, than "anything else" does. Priors play no part in it. */
  readonly fits: boolean;
}

const nothingFits = 'other. Anything else.';
const contentFree = ['N/A'];
/** Of the best relevance: what counts at least, so that a tool without any is held back and not ruled out. */
const smallestShare = 1e-3;

/**
 * Ranks tools for a request by likelihood, both ways round, with the listed order as a prior. Greedy decoding of a name
 * from a list takes whatever stands first in weak models; this compares whole descriptions instead, so position and
 * wording of the list play no part except through `weights.order`.
 *
 * `baselines` keeps the content-free scores of descriptions between calls; pass the same map for the same model.
 */
export async function chooseTool(
  model: Likelihood,
  request: string,
  tools: readonly ToolSpec[],
  weights: ChoiceWeights,
  prompts: ChoicePrompts,
  baselines: Map<string, readonly number[]> = new Map(),
): Promise<ToolChoiceResult> {
  const texts = [...tools.map(describe), nothingFits];
  const forward: (readonly number[])[] = [];
  for (const text of texts) {
    forward.push(await model.logprobs('forward', renderPrompt(prompts.forward, { function: text }), ` ${request}\n`));
  }
  const backward = await backwardScores(model, request, texts, prompts.backward);
  const free: (readonly number[])[] = [];
  for (const empty of contentFree) free.push(await backwardScores(model, empty, texts, prompts.backward, baselines));
  const best = Math.max(...tools.map(tool => tool.relevance ?? 0));
  const prior = ({ relevance = best }: ToolSpec, place: number) =>
    (best > 0 ? weights.relevance * Math.log(Math.max(relevance, smallestShare * best) / best) : 0) -
    weights.order * Math.log(place + 1);
  const ahead = advantages(forward);
  const back = calibrated(backward, free);
  const scores = texts.map((_, i) => (ahead[i] ?? 0) + weights.backward * (back[i] ?? 0));
  const ranked = tools.map((tool, i) => ({ tool, score: (scores[i] ?? 0) + prior(tool, i) }));
  ranked.sort((a, b) => b.score - a.score);
  const fits = Math.max(...scores.slice(0, -1)) >= (scores.at(-1) ?? 0) + weights.none;
  return { ranked, fits };
}

async function backwardScores(
  model: Likelihood,
  request: string,
  texts: readonly string[],
  prompt: Prompt,
  kept?: Map<string, readonly number[]>,
): Promise<readonly number[]> {
  const prefix = renderPrompt(prompt, { request });
  const scores: number[] = [];
  for (const text of texts) {
    const key = `${request}\n${text}`;
    const logprobs = kept?.get(key) ?? (await model.logprobs('backward', prefix, ` ${text}\n`));
    if (kept !== undefined && kept.size < maxKept) kept.set(key, logprobs);
    scores.push(sum(logprobs));
  }
  return scores;
}

const maxKept = 4_000;
const longestDescription = 200;

/** A tool as words: its name spelt out and the beginning of its description, on one line. */
function describe({ name, description }: ToolSpec): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim();
  const about = description.replace(/\s+/g, ' ').trim();
  return about === '' ? words : `${words}. ${about.slice(0, longestDescription)}`;
}
