/** What the planner wants next. */
export type Plan =
  | { readonly kind: 'sub-task'; readonly text: string }
  /** The last sub-task is to be gone on with. */
  | { readonly kind: 'continue'; readonly text: string }
  | { readonly kind: 'final'; readonly text: string };

const maxPlanCharacters = 2_000;

/**
 * Reads what a planner wrote: what it makes up of replies (after `API response:`) and of further steps is cut off. A text
 * that is neither `Continue …` nor holds `Final Answer` is a sub-task; undefined when nothing is left.
 *
 * Source: RestGPT, planner.
 */
export function readPlan(said: string): Plan | undefined {
  const [before = ''] = said.split(/api response:/i);
  const text = before.replace(/^\s*plan step \d+:/i, '').trim();
  const final = /final answer\b[\s*:]*/i.exec(text);
  if (final !== null) {
    const answer = text.slice(final.index + final[0].length).trim();
    return { kind: 'final', text: answer === '' ? text : answer };
  }
  const [step = ''] = text.split(/\n\s*plan step \d+:/i);
  const wanted = step.trim().slice(0, maxPlanCharacters);
  if (wanted === '') return undefined;
  return { kind: /^continue\b/i.test(wanted) ? 'continue' : 'sub-task', text: wanted };
}
