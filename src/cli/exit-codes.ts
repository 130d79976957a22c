import type { RunOutcome } from '../trajectory/index.js';

/** What the process's exit status means. The one table; the documentation is checked against it. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  nothingFits: 3,
  budget: 4,
  askedBack: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Sets the exit status of a command that ends without throwing; 0 when it is never called. */
export type Finish = (code: ExitCode) => void;

const byOutcome: Readonly<Record<RunOutcome, ExitCode>> = {
  answered: exitCodes.done,
  'asked-back': exitCodes.askedBack,
  'gave-up': exitCodes.failed,
  failed: exitCodes.failed,
  'nothing-fits': exitCodes.nothingFits,
  'budget-spent': exitCodes.budget,
  interrupted: exitCodes.interrupted,
};

export function exitCodeOf(outcome: RunOutcome): ExitCode {
  return byOutcome[outcome];
}
