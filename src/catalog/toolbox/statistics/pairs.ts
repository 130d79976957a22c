import { linearRegression, linearRegressionLine, rSquared, sampleCorrelation } from 'simple-statistics';
import type { JsonObject } from '../../../base/index.js';

/** Pearson's and Spearman's coefficients, -1 to 1, to six decimals. */
export function correlations(x: readonly number[], y: readonly number[]): JsonObject {
  checkPairs(x, y);
  if (isConstant(x) || isConstant(y)) throw new Error('a list whose numbers are all equal has no correlation');
  return {
    pearson: rounded(sampleCorrelation([...x], [...y])),
    spearman: rounded(sampleCorrelation(ranks(x), ranks(y))),
  };
}

/** Least squares of y on x; `predicted` is present when a value to predict for is given. */
export function regression(x: readonly number[], y: readonly number[], predict: number | undefined): JsonObject {
  checkPairs(x, y);
  if (isConstant(x)) throw new Error('a line needs at least two different horizontal values');
  const points = x.map((value, i) => [value, y[i] ?? 0]);
  const line = linearRegression(points);
  const at = linearRegressionLine(line);
  return {
    slope: line.m,
    intercept: line.b,
    r_squared: isConstant(y) ? 1 : rounded(rSquared(points, at)),
    ...(predict !== undefined && { predicted: at(predict) }),
  };
}

/** Ranks from 1; equal numbers share the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const places = new Map<number, { first: number; count: number }>();
  sorted.forEach((value, i) => {
    const place = places.get(value);
    if (place === undefined) places.set(value, { first: i + 1, count: 1 });
    else place.count += 1;
  });
  return values.map(value => {
    const { first, count } = places.get(value) ?? { first: 0, count: 1 };
    return first + (count - 1) / 2;
  });
}

function checkPairs(x: readonly number[], y: readonly number[]): void {
  if (x.length !== y.length) throw new Error(`the lists differ in length: ${x.length} and ${y.length}`);
}

function isConstant(values: readonly number[]): boolean {
  return values.every(value => value === values[0]);
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
