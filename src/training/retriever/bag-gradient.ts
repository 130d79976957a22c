import type { TokenTable } from './token-table.js';

/** Token ids of a text, repetitions included. */
export type Bag = ArrayLike<number>;

/** The vectors of bags, made to length 1, and the lengths they had. */
export interface BagVectors {
  readonly vectors: Float32Array; // [bags × dimensions], row-major
  readonly lengths: Float32Array; // [bags]
}

/** Weighted sums of the tokens' vectors, made to length 1; zeros for a bag without tokens. */
export function embedBags({ rows, logWeights, dimensions }: TokenTable, bags: readonly Bag[]): BagVectors {
  const vectors = new Float32Array(bags.length * dimensions);
  const lengths = new Float32Array(bags.length);
  for (const [place, bag] of bags.entries()) {
    const sum = vectors.subarray(place * dimensions, (place + 1) * dimensions);
    for (let k = 0; k < bag.length; k++) {
      const token = bag[k] as number;
      const weight = Math.exp(logWeights[token] as number);
      const start = token * dimensions;
      for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] as number) + weight * (rows[start + i] as number);
    }
    let squares = 0;
    for (let i = 0; i < dimensions; i++) squares += (sum[i] as number) ** 2;
    const length = Math.sqrt(squares);
    lengths[place] = length;
    if (length > 0) for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] as number) / length;
  }
  return { vectors, lengths };
}

/** Gradients of a loss by the table, gathered over bags; only tokens that were touched have any. */
export class TableGradient {
  readonly rows: Float32Array;
  readonly logWeights: Float32Array;
  readonly touched = new Set<number>();

  constructor(readonly table: TokenTable) {
    this.rows = new Float32Array(table.rows.length);
    this.logWeights = new Float32Array(table.logWeights.length);
  }

  /**
   * Adds what follows from the gradients by the bags' vectors. For v = s / |s| and s = Σ exp(l) e, the gradient by s is
   * (g − v (v · g)) / |s|, by e it is exp(l) times that, and by l it is exp(l) e · that.
   */
  add(bags: readonly Bag[], { vectors, lengths }: BagVectors, byVector: Float32Array): void {
    const { dimensions, rows, logWeights } = this.table;
    const bySum = new Float32Array(dimensions);
    for (const [place, bag] of bags.entries()) {
      const length = lengths[place] as number;
      if (length === 0) continue;
      const start = place * dimensions;
      let along = 0;
      for (let i = 0; i < dimensions; i++) along += (vectors[start + i] as number) * (byVector[start + i] as number);
      for (let i = 0; i < dimensions; i++) {
        bySum[i] = ((byVector[start + i] as number) - along * (vectors[start + i] as number)) / length;
      }
      for (let k = 0; k < bag.length; k++) {
        const token = bag[k] as number;
        const weight = Math.exp(logWeights[token] as number);
        const row = token * dimensions;
        let dot = 0;
        for (let i = 0; i < dimensions; i++) {
          const gradient = bySum[i] as number;
          dot += gradient * (rows[row + i] as number);
          this.rows[row + i] = (this.rows[row + i] as number) + weight * gradient;
        }
        this.logWeights[token] = (this.logWeights[token] as number) + weight * dot;
        this.touched.add(token);
      }
    }
  }

  clear(): void {
    const { dimensions } = this.table;
    for (const token of this.touched) {
      this.rows.fill(0, token * dimensions, (token + 1) * dimensions);
      this.logWeights[token] = 0;
    }
    this.touched.clear();
  }
}
