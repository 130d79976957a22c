/** Adam (Kingma & Ba 2015) with its usual constants: steps whose size is the rate, whatever the size of the gradient. */
export class Adam {
  /** How many steps were made. */
  steps = 0;
  readonly #mean: Float64Array;
  readonly #variance: Float64Array;

  constructor(size: number) {
    this.#mean = new Float64Array(size);
    this.#variance = new Float64Array(size);
  }

  /** Moves the weights, in place, against the gradient. */
  step(weights: Float64Array, gradient: Float64Array, rate: number): void {
    this.steps += 1;
    const meanScale = 1 - 0.9 ** this.steps;
    const varianceScale = 1 - 0.999 ** this.steps;
    for (let i = 0; i < weights.length; i++) {
      const slope = gradient[i] as number;
      const mean = 0.9 * (this.#mean[i] as number) + 0.1 * slope;
      const variance = 0.999 * (this.#variance[i] as number) + 0.001 * slope * slope;
      this.#mean[i] = mean;
      this.#variance[i] = variance;
      (weights[i] as number) -= (rate * mean) / meanScale / (Math.sqrt(variance / varianceScale) + 1e-8);
    }
  }
}

/** A rate that falls from its beginning to nothing over so many steps, along half a cosine. */
export function fallingRate(first: number, step: number, steps: number): number {
  return first * (0.5 + 0.5 * Math.cos((Math.PI * Math.min(step, steps)) / steps));
}
