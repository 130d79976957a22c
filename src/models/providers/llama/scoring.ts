/** A log ratio below this counts as this: one odd token must not outweigh all others. */
const worstTokenRatio = -0.3;

/**
 * How much better each candidate explains the same text than the candidates do on average, in nats.
 *
 * `logprobs[c][t]` is the log probability of token t given candidate c. The average is of probabilities, token by token,
 * so a text that every candidate explains equally gives everyone 0. Scoring the request given the function, and not the
 * other way round, is the noisy-channel form (Min et al. 2022): it is free of the candidates' order and lengths.
 */
export function advantages(logprobs: readonly (readonly number[])[]): readonly number[] {
  const averages = (logprobs[0] ?? []).map((_, token) => logMean(logprobs.map(row => row[token] ?? 0)));
  return logprobs.map(row => sum(row.map((value, token) => Math.max(worstTokenRatio, value - (averages[token] ?? 0)))));
}

/**
 * Log probability of each candidate after the request, less what it has after requests without content, so that a
 * candidate gains nothing from being a likely text in itself (contextual calibration, Zhao et al. 2021).
 */
export function calibrated(given: readonly number[], contentFree: readonly (readonly number[])[]): readonly number[] {
  return given.map((value, i) => value - mean(contentFree.map(row => row[i] ?? 0)));
}

/** log(mean(exp(x))), without overflow. */
function logMean(values: readonly number[]): number {
  const largest = Math.max(...values);
  return largest + Math.log(mean(values.map(value => Math.exp(value - largest))));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}
