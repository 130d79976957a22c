import { readFileSync } from 'node:fs';
import type { CallConfidence } from '../models/index.js';
import type { Fit } from '../retrieval/index.js';

/** Of a logistic model over log odds. Set by hand so far; `training/tool-model/fit-reply.ts` fits them to an adapter. */
export interface ReplyFitWeights {
  readonly bias: number;
  /** Of the retriever's probability that something fits. */
  readonly retriever: number;
  /** Of the model's probability that it calls something. */
  readonly model: number;
  /** Below it the answer is that nothing fits. */
  readonly threshold: number;
}

/** Whether what was found serves the request, by what the retriever and the model say together. */
export function replyFit({ none }: CallConfidence, found: Fit, weights: ReplyFitWeights = packagedWeights()): Fit {
  const { bias, retriever, model, threshold } = weights;
  const odds = bias + retriever * logOdds(found.probability) + model * logOdds(1 - none);
  return { probability: 1 / (1 + Math.exp(-odds)), threshold };
}

/** Certainty counts up to this: no probability of a model this small is nearer to 0 or 1. */
const mostCertain = 1e-4;

export function logOdds(probability: number): number {
  const kept = Math.min(Math.max(probability, mostCertain), 1 - mostCertain);
  return Math.log(kept / (1 - kept));
}

let packaged: ReplyFitWeights | undefined;

function packagedWeights(): ReplyFitWeights {
  packaged ??= JSON.parse(readFileSync(new URL('./reply-fit.json', import.meta.url), 'utf8')) as ReplyFitWeights;
  return packaged;
}
