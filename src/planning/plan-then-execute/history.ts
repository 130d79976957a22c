import type { Plan } from './plan.js';

/** What a plan came to. */
export interface Done {
  readonly plan: Plan;
  /** As a model is shown it. */
  readonly result: string;
}

/** Everything so far, as the planner is shown it. Empty at the beginning. */
export function planHistory(done: readonly Done[]): string {
  return done.map(({ plan, result }, i) => `Plan step ${i + 1}: ${plan.text}\nAPI response: ${result}\n\n`).join('');
}

/** Everything so far, as the other roles are shown it. */
export function background(done: readonly Done[]): string {
  if (done.length === 0) return 'Nothing yet.';
  return done.map(({ plan, result }) => `- ${plan.text}\n  ${result}`).join('\n');
}

/** What is to be done now. Where the planner goes on with a sub-task, that one and what was done for it are named too. */
export function taskText(plan: Plan, done: readonly Done[]): string {
  if (plan.kind !== 'continue') return `Sub-task: ${plan.text}`;
  const first = done.findLastIndex(each => each.plan.kind === 'sub-task');
  const round = first < 0 ? [] : done.slice(first);
  const [begun, ...further] = round;
  if (begun === undefined) return `Sub-task: ${plan.text}`;
  const lines = [
    `Sub-task: ${begun.plan.text}`,
    `It gave: ${begun.result}`,
    ...further.map(each => `${each.plan.text}\nIt gave: ${each.result}`),
    `It is not done yet. ${plan.text}`,
  ];
  return lines.join('\n');
}
