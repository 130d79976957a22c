import type { BagVectors } from './bag-gradient.js';

export interface Contrast {
  /** Mean over the requests, in nats. */
  readonly loss: number;
  readonly byQueries: Float32Array; // [queries × dimensions]
  readonly byDocuments: Float32Array; // [documents × dimensions]
}

/**
 * How well each request's vector tells its document from all others, and the gradients of that by the vectors:
 * −log of exp(q · d⁺ / τ) over the sum of exp(q · d / τ).
 *
 * `isNegative(query, document)` leaves out documents that answer the request too.
 *
 * Source: van den Oord, Li & Vinyals 2018, "Representation Learning with Contrastive Predictive Coding", equation 4, with
 * the other documents of a batch as negatives.
 */
export function infoNce(
  queries: BagVectors,
  documents: BagVectors,
  positive: readonly number[],
  isNegative: (query: number, document: number) => boolean,
  temperature: number,
): Contrast {
  const documentCount = documents.lengths.length;
  const dimensions = documents.vectors.length / documentCount;
  const byQueries = new Float32Array(queries.vectors.length);
  const byDocuments = new Float32Array(documents.vectors.length);
  const shares = new Float32Array(documentCount);
  let loss = 0;
  for (const [query, own] of positive.entries()) {
    const q = queries.vectors.subarray(query * dimensions, (query + 1) * dimensions);
    for (let document = 0; document < documentCount; document++) {
      const counts = document === own || isNegative(query, document);
      shares[document] = counts ? dot(q, documents.vectors, document * dimensions) / temperature : -Infinity;
    }
    loss -= toShares(shares, own) / positive.length;
    const g = byQueries.subarray(query * dimensions, (query + 1) * dimensions);
    for (let document = 0; document < documentCount; document++) {
      const slope = ((shares[document] as number) - (document === own ? 1 : 0)) / (temperature * positive.length);
      if (slope === 0) continue;
      const start = document * dimensions;
      for (let i = 0; i < dimensions; i++) {
        g[i] = (g[i] as number) + slope * (documents.vectors[start + i] as number);
        byDocuments[start + i] = (byDocuments[start + i] as number) + slope * (q[i] as number);
      }
    }
  }
  return { loss, byQueries, byDocuments };
}

/** Makes logits probabilities, in place, and gives the logarithm of the one at `own`. */
function toShares(logits: Float32Array, own: number): number {
  let highest = -Infinity;
  for (const logit of logits) highest = Math.max(highest, logit);
  const ownLogit = (logits[own] as number) - highest;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    const power = Math.exp((logits[i] as number) - highest);
    logits[i] = power;
    sum += power;
  }
  for (let i = 0; i < logits.length; i++) logits[i] = (logits[i] as number) / sum;
  return ownLogit - Math.log(sum);
}

function dot(a: Float32Array, b: Float32Array, start: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[start + i] as number);
  return sum;
}
