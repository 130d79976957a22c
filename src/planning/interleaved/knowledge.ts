import { loadPrompt, renderPrompt } from '../../base/index.js';
import { type Hit, takenInTurn } from '../../retrieval/index.js';
import type { PlannerEvent, PlannerTools } from '../planner.js';
import { retrieveTurn } from '../retrieve-turn.js';
import type { Steps } from '../steps/steps.js';

/** Of 64 tokens, four characters each. */
const maxCharacters = 256;

export interface KnowledgeOptions {
  readonly request: string;
  /** What the request itself finds. */
  readonly found: readonly Hit[];
  readonly k: number;
  /** Statements asked for. */
  readonly count: number;
}

/**
 * What statements about the tools a request needs find beyond what the request itself finds: the model writes what such a
 * tool would do, and each statement is a query. An API counts by its best place in any ranking, the request's among them and
 * first of equals; at most `k`, best first. What the request finds stays on offer beside these, so nothing is ever lost to
 * them.
 *
 * Source: generated knowledge prompting (Liu et al. 2022), with queries in place of knowledge to answer with and the best
 * place in place of the highest probability. Difference: one reply of `count` lines in place of `count` samples.
 */
export async function* knowledgeHits(
  steps: Steps,
  tools: PlannerTools,
  { request, found, k, count }: KnowledgeOptions,
): AsyncGenerator<PlannerEvent, readonly Hit[], void> {
  const prompt = loadPrompt(new URL('./knowledge.prompt.md', import.meta.url));
  const { message } = yield* steps.consult({
    role: 'knowledge',
    parent: 0,
    messages: [{ role: 'user', content: renderPrompt(prompt, { request, count: String(count) }) }],
    prompts: { knowledge: prompt },
  });
  const rankings = [found];
  for (const statement of readStatements(message.content, count)) {
    rankings.push((yield* retrieveTurn(0, statement, k, tools)).hits);
  }
  const own = new Set(found.map(({ api }) => api.id));
  const all = takenInTurn(rankings, k * rankings.length);
  return all.filter(({ api }) => !own.has(api.id)).slice(0, k);
}

/** The lines of a reply without numbers and bullets; empty ones and those that are there already are dropped. */
export function readStatements(said: string, count: number): readonly string[] {
  const lines = said
    .split('\n')
    .map(line =>
      line
        .replace(/^\s*(?:[-*•]\s+|\(?\d{1,2}[.):]\s*)/, '')
        .trim()
        .slice(0, maxCharacters),
    )
    .filter(line => /\p{L}/u.test(line));
  const distinct = new Map<string, string>();
  for (const line of lines) {
    const same = line.toLowerCase().replace(/[\s.]+$/, '');
    if (!distinct.has(same)) distinct.set(same, line);
  }
  return [...distinct.values()].slice(0, count);
}
