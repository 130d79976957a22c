/** A request with its candidates, and which of them are right. */
export interface FusionExample {
  readonly features: Float32Array; // [candidates × features], row-major
  readonly relevant: Uint8Array; // [candidates], 1 for the right ones
  /** How many APIs are right in all, among the candidates or not. */
  readonly relevantCount: number;
  /** The tools of the right APIs: what folds are divided by. */
  readonly tools: readonly string[];
}
