import { loadPrompt, type Prompt, renderPrompt } from '../../base/index.js';
import type { Hit } from '../../retrieval/index.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { retrieveTurn } from '../retrieve-turn.js';
import { endRun } from '../steps/end-run.js';
import type { Standing } from '../steps/standing.js';
import type { Prompts, StepSettings } from '../steps/step-options.js';
import { openSteps, type Steps } from '../steps/steps.js';
import { knowledgeHits } from './knowledge.js';
import { firstNewSentence, saysNeed } from './thought.js';

export interface InterleavedChainOptions extends StepSettings {
  /** How many APIs each search may add; IRCoT tuned it between 2 and 8. */
  readonly k: number;
  /** APIs on offer at the most; no further ones are searched for then. */
  readonly maxApis: number;
  /** Model replies at the most. */
  readonly maxSteps: number;
  /** `content`: a thought is what the model writes beside its calls. `ask`: where it writes nothing, it is asked. */
  readonly thoughts: 'content' | 'ask';
  /** Statements of what a tool for the request would do, to search with at the start. 0 asks for none. */
  readonly knowledge: number;
}

export const interleavedChainDefaults: InterleavedChainOptions = {
  k: 5,
  maxApis: 15,
  maxSteps: 8,
  thoughts: 'content',
  knowledge: 0,
  maxIdleSteps: 3,
  temperature: 0,
  seed: 0,
  maxTokens: 1_024,
};

/**
 * A line of steps in which every thought is a search: the first new sentence that the model writes is a query, and what it
 * finds is on offer from the next step on, beside what was found before. A reply that only says what is needed goes on when
 * that finds something.
 *
 * Source: IRCoT (Trivedi et al. 2023), its passages being APIs here. Differences: the thinking model is the one that calls and
 * answers, in place of a reader at the end; it ends by answering without a call, in place of "answer is".
 */
export function interleavedChain(options: Partial<InterleavedChainOptions> = {}): Planner {
  const settings = { ...interleavedChainDefaults, ...options };
  return {
    name: 'interleaved',
    options: { ...settings },
    run: (request, tools) => retrieveAndReason(request, tools, settings),
  };
}

async function* retrieveAndReason(
  request: string,
  tools: PlannerTools,
  options: InterleavedChainOptions,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const { k, maxApis, maxSteps, knowledge: count } = options;
  const steps = openSteps(request, tools, options);
  const { hits, areLikely, fit } = yield* retrieveTurn(0, request, Math.min(k, maxApis), tools);
  if (!areLikely) return yield* nothingFits(0, { request, hits });
  offerUpTo(maxApis, hits, steps);
  if (count > 0) {
    offerUpTo(maxApis, yield* knowledgeHits(steps, tools, { request, found: hits, k, count }), steps);
  }

  const prompts = interleavedPrompts();
  let at = steps.begin('interleaved', prompts.interleaved);
  const thoughts: string[] = [];
  let added: Prompts = {};
  for (;;) {
    if (at.depth === maxSteps) return { outcome: 'budget-spent', reason: `${maxSteps} steps are used up` };
    at = yield* steps.take(at, { prompts: added, ...(at.depth === 0 && fit !== undefined ? { fit } : {}) });
    const mayNeed = at.outcome === 'unfounded' || (at.outcome === 'answered' && saysNeed(at.said));
    if (at.outcome !== 'open' && !mayNeed) return yield* endRun(at, { request, hits, steps });

    const thought = yield* thoughtOf(at, thoughts, { steps, options, prompt: prompts.thought });
    const fresh = thought === undefined ? [] : yield* findFurther(at, thought, { steps, tools, options });
    if (thought !== undefined) thoughts.push(thought);
    if (at.outcome === 'open') continue;
    // Without a call it goes on for what was found, or to make do when something was gained before.
    if (fresh.length === 0 && at.outcome === 'unfounded') return yield* endRun(at, { request, hits, steps });
    const idleSteps = fresh.length === 0 ? at.idleSteps + 1 : at.idleSteps;
    if (idleSteps >= options.maxIdleSteps) return { outcome: 'gave-up', reason: at.said };
    yield { type: 'step-end', node: at.node, outcome: 'open' };
    const told = tellOf(fresh, prompts);
    at = { ...at, idleSteps, outcome: 'open', messages: [...at.messages, { role: 'user', content: told.content }] };
    added = { ...added, ...told.prompts };
  }
}

interface Looking {
  readonly steps: Steps;
  readonly options: InterleavedChainOptions;
}

/** What the model thinks is needed next, if that is not what it thought before. */
async function* thoughtOf(
  { node, said, messages, recorded, outcome }: Standing,
  before: readonly string[],
  { steps, options, prompt }: Looking & { readonly prompt: Prompt },
): AsyncGenerator<PlannerEvent, string | undefined, void> {
  const isFull = steps.offered.size >= options.maxApis;
  if (isFull || said.trim() !== '' || outcome !== 'open' || options.thoughts === 'content') {
    return firstNewSentence(said, before);
  }
  const { message } = yield* steps.consult({
    role: 'thought',
    parent: node,
    messages: [...messages, { role: 'user', content: renderPrompt(prompt, {}) }],
    recorded,
    prompts: { thought: prompt },
    maxTokens: 128,
  });
  return firstNewSentence(message.content, before);
}

/** Searches with a thought; gives what is new on offer. */
async function* findFurther(
  { node }: Standing,
  thought: string,
  { steps, tools, options: { k, maxApis } }: Looking & { readonly tools: PlannerTools },
): AsyncGenerator<PlannerEvent, readonly Hit[], void> {
  if (steps.offered.size >= maxApis) return [];
  const { hits, areLikely } = yield* retrieveTurn(node, thought, k, tools);
  return areLikely ? offerUpTo(maxApis, hits, steps) : [];
}

function offerUpTo(maxApis: number, hits: readonly Hit[], { offered, offer }: Steps): readonly Hit[] {
  const fresh = hits.filter(({ api }) => !offered.has(api.name));
  return offer(fresh.slice(0, Math.max(0, maxApis - offered.size)));
}

/** What a model that called nothing is told of the search for what it needs. */
function tellOf(fresh: readonly Hit[], { further, noFurther }: ReturnType<typeof interleavedPrompts>) {
  if (fresh.length === 0) return { content: renderPrompt(noFurther, {}), prompts: { 'no-further': noFurther } };
  const names = fresh.map(({ api }) => api.name).join(', ');
  return { content: renderPrompt(further, { names }), prompts: { further } };
}

function interleavedPrompts() {
  const prompt = (name: string) => loadPrompt(new URL(`./${name}.prompt.md`, import.meta.url));
  return {
    interleaved: prompt('interleaved'),
    thought: prompt('thought'),
    further: prompt('further'),
    noFurther: prompt('no-further'),
  };
}
