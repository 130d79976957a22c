import type { FitModel, FusionModel, FusionWeights } from '../../retrieval/index.js';

/** A model as it is kept: numbers to six digits, which change no ranking that means anything and halve the file. */
export function roundedWeights(model: FusionModel, fit: FitModel): Pick<FusionWeights, 'model' | 'fit'> {
  const { mean, deviation, linear } = model;
  return {
    model: { mean: rounded(mean), deviation: rounded(deviation), linear: rounded(linear) },
    fit: {
      ...fit,
      mean: rounded(fit.mean),
      deviation: rounded(fit.deviation),
      weights: rounded(fit.weights),
      bias: roundedNumber(fit.bias),
      threshold: roundedNumber(fit.threshold),
    },
  };
}

function rounded(numbers: Iterable<number>): number[] {
  return Array.from(numbers, roundedNumber);
}

function roundedNumber(value: number): number {
  return Number(value.toPrecision(6));
}
