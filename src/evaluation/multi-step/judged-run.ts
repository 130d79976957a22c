import type { MultiStepRequest } from './multi-step-request.js';
import type { RunResult } from './run-until-answered.js';

/** What the attempts at a request came to, and whether the answer is right. */
export interface JudgedRun extends Omit<RunResult, 'end'> {
  readonly planner: string;
  readonly request: MultiStepRequest;
  readonly seed: number;
  readonly outcome: RunResult['end']['outcome'];
  readonly isRight: boolean;
}
