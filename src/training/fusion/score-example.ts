import { ndcg, recall } from '../../evaluation/index.js';
import { bestFirst, type FusionModel, scoreRows } from '../../retrieval/index.js';
import type { FusionExample } from './fusion-example.js';

export interface ExampleScores {
  readonly 'ndcg@5': number;
  readonly 'recall@10': number;
}

/** How well a model orders the candidates of an example; right APIs that are not among them count as not found. */
export function scoreExample(model: FusionModel, { features, relevant, relevantCount }: FusionExample): ExampleScores {
  const scores = scoreRows(model, features);
  const ranking = bestFirst(scores).map(String);
  const right = [...relevant.keys()].filter(place => relevant[place] === 1).map(String);
  const missing = Array.from({ length: relevantCount - right.length }, (_, i) => `missing ${i}`);
  const wanted = new Set([...right, ...missing]);
  return { 'ndcg@5': ndcg(ranking, wanted, 5), 'recall@10': recall(ranking, wanted, 10) };
}
