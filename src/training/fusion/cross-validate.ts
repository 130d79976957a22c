import { seededRandom } from '../../base/index.js';
import { type PairedComparison, pairedComparison } from '../../evaluation/index.js';
import type { FusionModel } from '../../retrieval/index.js';
import type { FusionExample } from './fusion-example.js';
import { scoreExample } from './score-example.js';

export interface CrossValidation {
  /** Examples that were in no fold's test, because their tools lie in several folds. */
  readonly leftOut: number;
  readonly folds: number;
  /** First the model that was there, second those that were trained without the tools of what they are tested on. */
  readonly 'ndcg@5': PairedComparison;
  readonly 'recall@10': PairedComparison;
}

export interface CrossValidationOptions {
  readonly before: FusionModel;
  /** May wait, so that others get their turn. */
  readonly train: (examples: readonly FusionExample[], fold: number) => FusionModel | Promise<FusionModel>;
  readonly folds?: number;
  readonly seed?: number;
}

/**
 * What training gains on tools that it has not seen. Tools are dealt out to folds; an example is tested in the fold that
 * all its tools lie in, by a model trained on the examples that have no tool in that fold.
 */
export async function crossValidate(
  examples: readonly FusionExample[],
  options: CrossValidationOptions,
): Promise<CrossValidation> {
  const { before, train, folds = 5, seed = 1 } = options;
  const foldOf = dealTools(examples, folds, seed);
  const scores = { first: [] as ReturnType<typeof scoreExample>[], second: [] as ReturnType<typeof scoreExample>[] };
  for (let fold = 0; fold < folds; fold++) {
    const model = await train(
      examples.filter(({ tools }) => isTrainedOn(tools, fold, foldOf)),
      fold,
    );
    for (const example of examples.filter(({ tools }) => isTested(tools, fold, foldOf))) {
      scores.first.push(scoreExample(before, example));
      scores.second.push(scoreExample(model, example));
    }
  }
  const compared = (metric: 'ndcg@5' | 'recall@10') =>
    pairedComparison(
      scores.first.map(each => each[metric]),
      scores.second.map(each => each[metric]),
    );
  return {
    leftOut: examples.length - scores.first.length,
    folds,
    'ndcg@5': compared('ndcg@5'),
    'recall@10': compared('recall@10'),
  };
}

/** Tool → fold. */
export type FoldOfTool = ReadonlyMap<string, number>;

/** Tools in equal shares, in an order of the seed's. */
export function dealTools(examples: readonly FusionExample[], folds: number, seed: number): FoldOfTool {
  const tools = [...new Set(examples.flatMap(example => example.tools))].sort();
  return new Map(
    seededRandom(seed)
      .shuffle(tools)
      .map((tool, place) => [tool, place % folds]),
  );
}

/** Whether something of these tools teaches the model that a fold tests. */
export function isTrainedOn(tools: readonly string[], fold: number, foldOf: FoldOfTool): boolean {
  return !tools.some(tool => foldOf.get(tool) === fold);
}

/** Whether a fold tests with something of these tools. */
export function isTested(tools: readonly string[], fold: number, foldOf: FoldOfTool): boolean {
  return tools.every(tool => foldOf.get(tool) === fold);
}
