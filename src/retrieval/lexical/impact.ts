import { maxImpact } from './lexical-segment.js';

/** What a weighted frequency is worth, in one byte: 0 only where the frequency is. */
export function impactOf(frequency: number, k1: number): number {
  if (frequency === 0) return 0;
  return Math.max(1, Math.round((maxImpact * frequency) / (k1 + frequency)));
}

/** The largest impact of each term, whose postings lie between two `starts`. */
export function largestOfEach(impacts: Uint8Array, starts: Uint32Array): Uint8Array {
  const largest = new Uint8Array(starts.length - 1);
  for (let term = 0; term < largest.length; term++) {
    let max = 0;
    for (let i = starts[term] as number; i < (starts[term + 1] as number); i++) {
      if ((impacts[i] as number) > max) max = impacts[i] as number;
    }
    largest[term] = max;
  }
  return largest;
}
