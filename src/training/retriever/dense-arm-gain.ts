import { ndcg, type RetrievalQuery } from '../../evaluation/index.js';
import { embedBags } from './bag-gradient.js';
import type { Bags } from './dense-arm-bags.js';
import type { TokenTable } from './token-table.js';

/** How many hits of words, and of vectors, are ordered together. */
const depth = 100;
/** Of the vectors' scores beside the words', both from 0 to 1. */
const denseWeight = 0.5;

/** NDCG@5 of requests, one each. */
export interface ArmScores {
  readonly alone: number[];
  /** Added to what words say. */
  readonly withWords: number[];
}

/** What the vectors of a table find for requests among all documents. */
export function armScores(table: TokenTable, bags: Bags, asked: readonly RetrievalQuery[]): ArmScores {
  const documents = embedBags(table, bags.documents).vectors;
  const scores: ArmScores = { alone: [], withWords: [] };
  for (const query of asked) {
    const vector = embedBags(table, [bags.queries.get(query.query) ?? []]).vectors;
    const similar = similarities(vector, documents);
    const top = highest(similar, depth);
    const words = bags.words.get(query.query) ?? new Map<number, number>();
    const both = [...new Set([...words.keys(), ...top])].sort((a, b) => a - b);
    const byWords = toUnit(both.map(document => words.get(document) ?? 0));
    const byVectors = toUnit(both.map(document => similar[document] as number));
    const order = both
      .map((document, i) => ({ document, score: (byWords[i] as number) + denseWeight * (byVectors[i] as number) }))
      .sort((a, b) => b.score - a.score || a.document - b.document);
    const idOf = (document: number) => bags.ids[document] as string;
    scores.alone.push(ndcg(top.map(idOf), query.relevant, 5));
    scores.withWords.push(
      ndcg(
        order.map(({ document }) => idOf(document)),
        query.relevant,
        5,
      ),
    );
  }
  return scores;
}

function similarities(vector: Float32Array, documents: Float32Array): Float32Array {
  const dimensions = vector.length;
  return Float32Array.from({ length: documents.length / dimensions }, (_, document) => {
    const start = document * dimensions;
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += (vector[i] as number) * (documents[start + i] as number);
    return sum;
  });
}

/** Places of the `count` largest values, largest first, equal ones in order. */
function highest(values: Float32Array, count: number): number[] {
  const best: number[] = [];
  for (let place = 0; place < values.length; place++) {
    const value = values[place] as number;
    if (best.length === count && value <= (values[best[count - 1] as number] as number)) continue;
    let at = best.length;
    while (at > 0 && value > (values[best[at - 1] as number] as number)) at--;
    best.splice(at, 0, place);
    if (best.length > count) best.pop();
  }
  return best;
}

/** From 0 for the lowest to 1 for the highest; zeros where all are equal. */
function toUnit(values: readonly number[]): number[] {
  const lowest = values.reduce((a, b) => Math.min(a, b), Infinity);
  const span = values.reduce((a, b) => Math.max(a, b), -Infinity) - lowest;
  return values.map(value => (span > 0 ? (value - lowest) / span : 0));
}
