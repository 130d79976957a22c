import type { Subject } from './subject.js';

/** One thing that keeps models from using an API. */
export interface Rule {
  readonly id: string;
  /** Points an operation loses for each place where the rule finds something. */
  readonly cost: number;
  /** Most points it loses by this rule. */
  readonly maxCost: number;
  /** What to do about it. */
  readonly advice: string;
  /** Every place where something is wrong, in order; looks at one API alone. */
  readonly check: (subject: Subject) => readonly Place[];
}

export interface Place {
  /** JSON pointer within the API's `parameters` or `returns`; absent when it is about the API as a whole. */
  readonly at?: string;
  readonly message: string;
}

/** A rule that finds one thing or nothing about an API as a whole. */
export function ruleOfOne(
  rule: Omit<Rule, 'check' | 'maxCost'>,
  problem: (subject: Subject) => string | undefined,
): Rule {
  return {
    ...rule,
    maxCost: rule.cost,
    check: subject => {
      const message = problem(subject);
      return message === undefined ? [] : [{ message }];
    },
  };
}
