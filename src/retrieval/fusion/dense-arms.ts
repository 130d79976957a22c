import type { Embedder } from '../../models/index.js';
import type { DenseIndex } from '../dense/dense-index.js';
import type { LexicalIndex } from '../lexical/lexical-index.js';
import type { DenseArm } from './candidates.js';

/** How many of the nearest are candidates, of the whole request and of each clause. */
const nearestOfWhole = 30;
const nearestOfClause = 10;
/** A cosine below it is no evidence. */
const nearEnough = 0.2;

/** A dense index beside the lexical one, in whose numbers it answers. APIs that only one of them has are passed over. */
export function denseArms(
  lexical: LexicalIndex,
  dense: DenseIndex,
  embedder: Embedder,
): (request: string, clauses: readonly string[]) => Promise<DenseArm> {
  const numbers = new Map<number, number>(); // lexical number → dense number, −1 for none

  function denseNumber(document: number): number {
    const known = numbers.get(document);
    if (known !== undefined) return known;
    const found = dense.numberOf(lexical.id(document)) ?? -1;
    numbers.set(document, found);
    return found;
  }

  function cosines(vector: Float32Array, documents: Uint32Array): Float32Array {
    const places = Int32Array.from(documents, denseNumber);
    const present = places.filter(place => place >= 0);
    const scores = dense.scores(vector, present);
    let next = 0;
    return Float32Array.from(places, place => (place < 0 ? 0 : (scores[next++] as number)));
  }

  return async (request, clauses) => {
    const [whole, ...parts] = (await embedder.embed([request, ...clauses], 'query')) as [
      Float32Array,
      ...Float32Array[],
    ];
    const near = [...dense.top(whole, nearestOfWhole), ...parts.flatMap(part => [...dense.top(part, nearestOfClause)])];
    return {
      nearest: near
        .filter(({ score }) => score >= nearEnough)
        .flatMap(({ document }) => lexical.documentOf(dense.idOf(document)) ?? []),
      evidence: documents => ({
        whole: cosines(whole, documents),
        clauses: parts.map(part => cosines(part, documents)),
      }),
    };
  };
}
