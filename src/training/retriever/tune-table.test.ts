import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { type BagVectors, embedBags, TableGradient } from './bag-gradient.js';
import { infoNce } from './info-nce.js';
import type { TokenTable } from './token-table.js';
import { stepCount, type TrainingExample, tuneTable } from './tune-table.js';

function randomTable(tokens: number, dimensions: number, seed: number): TokenTable {
  const random = seededRandom(seed);
  const numbers = (length: number) => Float32Array.from({ length }, () => random.next() * 2 - 1);
  return { dimensions, rows: numbers(tokens * dimensions), logWeights: numbers(tokens) };
}

describe('embedBags', () => {
  it('gives the weighted sum, made to length 1', () => {
    const table = { dimensions: 2, rows: Float32Array.of(3, 0, 0, 2), logWeights: Float32Array.of(0, Math.log(2)) };
    const { vectors, lengths } = embedBags(table, [[0, 1], [], [1, 1]]);
    expect([...vectors].map(value => Number(value.toFixed(6)))).toEqual([0.6, 0.8, 0, 0, 0, 1]);
    expect([...lengths].map(value => Number(value.toFixed(5)))).toEqual([5, 0, 8]);
  });
});

describe('infoNce', () => {
  it('is the logarithm of one over the share of the right document', () => {
    const queries: BagVectors = { vectors: Float32Array.of(1, 0), lengths: Float32Array.of(1) };
    const documents: BagVectors = { vectors: Float32Array.of(1, 0, 0, 1, -1, 0), lengths: Float32Array.of(1, 1, 1) };
    const all = infoNce(queries, documents, [0], () => true, 1);
    expect(all.loss).toBeCloseTo(Math.log(1 + Math.exp(-1) + Math.exp(-2)), 5);
    const withoutSecond = infoNce(queries, documents, [0], (_, document) => document !== 1, 1);
    expect(withoutSecond.loss).toBeCloseTo(Math.log(1 + Math.exp(-2)), 5);
  });
});

describe('gradients', () => {
  it('are what finite differences of the loss give', () => {
    const table = randomTable(7, 4, 1);
    const queryBags = [[0, 1, 1], [2], [6, 3]];
    const documentBags = [[3, 4], [0, 5, 2], [6], [1, 4, 4]];
    const lossOf = () => {
      const queries = embedBags(table, queryBags);
      const documents = embedBags(table, documentBags);
      return { queries, documents, ...infoNce(queries, documents, [0, 1, 2], (q, d) => q + d !== 3, 0.5) };
    };
    const gradient = new TableGradient(table);
    const { queries, documents, byQueries, byDocuments } = lossOf();
    gradient.add(queryBags, queries, byQueries);
    gradient.add(documentBags, documents, byDocuments);

    const slopeOf = (values: Float32Array, i: number) => {
      const value = values[i] as number;
      const loss = (moved: number) => {
        values[i] = moved;
        return lossOf().loss;
      };
      const slope = (loss(value + 0.01) - loss(value - 0.01)) / 0.02;
      values[i] = value;
      return slope;
    };
    for (let i = 0; i < table.rows.length; i++) expect(gradient.rows[i]).toBeCloseTo(slopeOf(table.rows, i), 2);
    for (let i = 0; i < 7; i++) expect(gradient.logWeights[i]).toBeCloseTo(slopeOf(table.logWeights, i), 2);
    gradient.clear();
    expect([...gradient.rows, ...gradient.logWeights].every(value => value === 0)).toBe(true);
  });
});

describe('tuneTable', () => {
  /** Token i of requests and token 20 + i of documents mean the same, which a random table does not know. */
  const documents = Array.from({ length: 20 }, (_, i) => [20 + i]);
  const examples: TrainingExample[] = documents.map((_, i) => ({
    query: [i, 40],
    relevant: new Set([i]),
    hardNegatives: [(i + 1) % 20],
  }));
  /** How much token 40 counts beside a mean token of requests. */
  const share = (table: TokenTable) => {
    const { lengths } = embedBags(
      table,
      Array.from({ length: 41 }, (_, token) => [token]),
    );
    return (20 * (lengths[40] as number)) / lengths.subarray(0, 20).reduce((sum, length) => sum + length);
  };
  const nearest = (table: TokenTable) =>
    examples.map(({ query }) => {
      const q = embedBags(table, [query]).vectors;
      const { vectors } = embedBags(table, documents);
      const scores = documents.map((_, d) =>
        q.reduce((sum, value, i) => sum + value * (vectors[d * 8 + i] as number), 0),
      );
      return scores.indexOf(Math.max(...scores));
    });

  it('learns which words of requests belong to which words of documents', async () => {
    const table = randomTable(41, 8, 2);
    const rate = { rows: 0.1, weights: 0.1 };
    const losses = await tuneTable(table, documents, examples, {
      random: seededRandom(5),
      epochs: 60,
      batchSize: 8,
      rate,
    });
    expect(nearest(table)).toEqual(examples.map((_, i) => i));
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 3);
    // The word that all requests have says nothing, and counts for less than before beside the others.
    expect(share(table)).toBeLessThan(share(randomTable(41, 8, 2)) / 2);
  });

  it('does the same for the same seed, says each step, and stops when told to', async () => {
    const run = async (signal?: AbortSignal) => {
      const table = randomTable(41, 8, 2);
      let steps = 0;
      const options = { random: seededRandom(5), epochs: 2, batchSize: 6, onStep: () => steps++ };
      await tuneTable(table, documents, examples, signal === undefined ? options : { ...options, signal });
      expect(steps).toBe(stepCount(examples.length, options));
      return table;
    };
    expect(await run()).toEqual(await run());
    await expect(run(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });

  it('leaves the table alone without examples', async () => {
    const table = randomTable(41, 8, 2);
    expect(await tuneTable(table, documents, [], { random: seededRandom(1), epochs: 2 })).toEqual([0, 0]);
    expect(table).toEqual(randomTable(41, 8, 2));
  });
});
