/** What an evaluation asks and which functions it offers: nothing of it may be learned from. */
export interface EvaluationContent {
  readonly requests: readonly EvaluationRequest[];
  readonly functions: readonly EvaluationFunction[];
  /** Whose whole API is evaluated on, as a domain: `example.com`. */
  readonly providers: readonly string[];
}

export interface EvaluationRequest {
  /** The suite, and the file where it has several. */
  readonly suite: string;
  readonly text: string;
}

export interface EvaluationFunction {
  readonly suite: string;
  readonly name: string;
  readonly parameters: readonly string[];
}
