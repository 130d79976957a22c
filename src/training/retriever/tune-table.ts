import type { Random } from '../../base/index.js';
import { Adagrad } from './adagrad.js';
import { type Bag, embedBags, TableGradient } from './bag-gradient.js';
import { infoNce } from './info-nce.js';
import type { TokenTable } from './token-table.js';

/** A request and the documents that answer it, by place. */
export interface TrainingExample {
  readonly query: Bag;
  /** At least one. */
  readonly relevant: ReadonlySet<number>;
  /** Documents that look right and are not: one of them joins each batch. */
  readonly hardNegatives: readonly number[];
}

export interface TuneOptions {
  readonly random: Random;
  readonly epochs?: number;
  /** Requests a step; their documents and hard negatives are each other's negatives. */
  readonly batchSize?: number;
  readonly temperature?: number;
  /** How far rows, and logarithms of weights, move at first. */
  readonly rate?: { readonly rows: number; readonly weights: number };
  readonly signal?: AbortSignal;
  readonly onStep?: () => void;
}

/** Steps that `tuneTable` makes: how often it calls `onStep`. */
export function stepCount(exampleCount: number, { epochs = 3, batchSize = 64 }: Partial<TuneOptions> = {}): number {
  return epochs * Math.ceil(exampleCount / batchSize);
}

/**
 * Trains a table in place so that requests come close to the documents that answer them.
 *
 * @returns the mean loss of each epoch.
 *
 * Source: ToolLLM, section 3.3 (bi-encoder with in-batch negatives), over the mean of token vectors instead of an encoder,
 * with BM25's best wrong documents as further negatives as in Karpukhin et al. 2020.
 */
export async function tuneTable(
  table: TokenTable,
  documents: readonly Bag[],
  examples: readonly TrainingExample[],
  options: TuneOptions,
): Promise<number[]> {
  const { random, epochs = 3, batchSize = 64, temperature = 0.05, signal, onStep } = options;
  const adagrad = new Adagrad(new TableGradient(table), options.rate ?? { rows: 0.01, weights: 0.02 });
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = random.shuffle(examples);
    let sum = 0;
    for (let start = 0; start < order.length; start += batchSize) {
      signal?.throwIfAborted();
      const batch = order.slice(start, start + batchSize);
      sum += batch.length * step(adagrad, documents, batch, random, temperature);
      onStep?.();
      // Signals, and whatever else waits, get their turn.
      await new Promise(resolve => setImmediate(resolve));
    }
    losses.push(order.length === 0 ? 0 : sum / order.length);
  }
  return losses;
}

function step(
  adagrad: Adagrad,
  documents: readonly Bag[],
  batch: readonly TrainingExample[],
  random: Random,
  temperature: number,
): number {
  const { gradient } = adagrad;
  const places = new Map<number, number>(); // document → place in the batch
  const place = (document: number) => {
    const known = places.get(document) ?? places.size;
    places.set(document, known);
    return known;
  };
  const positive = batch.map(({ relevant }) => place(random.pick([...relevant])));
  for (const { hardNegatives } of batch) if (hardNegatives.length > 0) place(random.pick(hardNegatives));
  const chosen = [...places.keys()];

  const queryBags = batch.map(({ query }) => query);
  const documentBags = chosen.map(document => documents[document] as Bag);
  const queries = embedBags(gradient.table, queryBags);
  const answers = embedBags(gradient.table, documentBags);
  const isNegative = (query: number, document: number) => !batch[query]?.relevant.has(chosen[document] as number);
  const contrast = infoNce(queries, answers, positive, isNegative, temperature);
  gradient.add(queryBags, queries, contrast.byQueries);
  gradient.add(documentBags, answers, contrast.byDocuments);
  adagrad.step();
  return contrast.loss;
}
