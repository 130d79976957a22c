import type { TableGradient } from './bag-gradient.js';

/**
 * Steps against gradients that become shorter for what has moved much already, so that rare words learn as fast as common
 * ones.
 *
 * Source: Duchi, Hazan & Singer 2011, "Adaptive Subgradient Methods", with the diagonal matrix.
 */
export class Adagrad {
  readonly #rowSquares: Float32Array;
  readonly #weightSquares: Float32Array;

  constructor(
    readonly gradient: TableGradient,
    readonly rate: { readonly rows: number; readonly weights: number },
  ) {
    this.#rowSquares = new Float32Array(gradient.rows.length);
    this.#weightSquares = new Float32Array(gradient.logWeights.length);
  }

  /** Applies the gradient and clears it. */
  step(): void {
    const { table, touched, rows, logWeights } = this.gradient;
    for (const token of touched) {
      const start = token * table.dimensions;
      descend(table.rows, rows, this.#rowSquares, start, start + table.dimensions, this.rate.rows);
      descend(table.logWeights, logWeights, this.#weightSquares, token, token + 1, this.rate.weights);
    }
    this.gradient.clear();
  }
}

function descend(
  values: Float32Array,
  gradient: Float32Array,
  squares: Float32Array,
  from: number,
  to: number,
  rate: number,
): void {
  for (let i = from; i < to; i++) {
    const slope = gradient[i] as number;
    const sum = (squares[i] as number) + slope * slope;
    squares[i] = sum;
    if (sum > 0) values[i] = (values[i] as number) - (rate * slope) / (Math.sqrt(sum) + 1e-8);
  }
}
