import { gammaln, mean, sampleVariance } from 'simple-statistics';

/**
 * Welch's unequal variances t-test, two-sided. Rounded to six decimals.
 *
 * Example: [1…5] and [6…10] → t = -5, 8 degrees of freedom, p = 0.001053.
 * Source: Welch 1947; degrees of freedom by Welch–Satterthwaite.
 */
export function welch(a: readonly number[], b: readonly number[]) {
  const [varianceA, varianceB] = [sampleVariance([...a]) / a.length, sampleVariance([...b]) / b.length];
  const variance = varianceA + varianceB;
  if (variance === 0) throw new Error('the numbers of each group are all equal, so there is nothing to test');
  const t = (mean([...a]) - mean([...b])) / Math.sqrt(variance);
  const degrees = variance ** 2 / (varianceA ** 2 / (a.length - 1) + varianceB ** 2 / (b.length - 1));
  const p = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
  return { t: rounded(t), degrees_of_freedom: rounded(degrees), p_value: rounded(p) };
}

/**
 * Regularised incomplete beta function I_x(a, b), 0 ≤ x ≤ 1, by its continued fraction (Lentz's method, DLMF 8.17.22).
 */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below this point; beyond it the mirror image does.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log(1 - x)) / a;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 300; m += 1) {
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / (1 + term * d);
      c = 1 + term / c;
      fraction *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-14) break;
  }
  return front * fraction;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
