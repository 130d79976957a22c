import { loadPrompt, type Prompt, renderPrompt } from '../../base/index.js';
import { describeObservation } from '../../execution/index.js';
import type { Message } from '../../models/index.js';
import { decidedTurn } from '../decided-turn.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { askBack, openAllowed, questionsOf } from '../questions.js';
import { retrieveTurn } from '../retrieve-turn.js';
import { toolMessage, toolSpec, toolTurn } from '../tool-turn.js';

export interface DirectOptions {
  /** How many APIs the model chooses from. */
  readonly k: number;
  /** How often a call that could not be made is handed back to the model with the reason. */
  readonly repairs: number;
  readonly temperature: number;
  readonly seed: number;
  readonly maxTokens: number;
}

export const directDefaults: DirectOptions = { k: 5, repairs: 1, temperature: 0, seed: 0, maxTokens: 512 };

/**
 * Retrieve, one model reply, call what it names, answer with what the calls gave. The answer is the observation itself,
 * not the model's words about it, so nothing can be misquoted on the way.
 *
 * A reply without a call means that none of the APIs fits. Source: Gorilla, section 3 (retriever-aware single call).
 */
export function direct(options: Partial<DirectOptions> = {}): Planner {
  const settings = { ...directDefaults, ...options };
  const prompt = loadPrompt(new URL('./direct.prompt.md', import.meta.url));
  return {
    name: 'direct',
    options: { ...settings },
    run: (request, tools) => answerDirectly(request, tools, prompt, settings),
  };
}

async function* answerDirectly(
  request: string,
  tools: PlannerTools,
  prompt: Prompt,
  options: DirectOptions,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const { k, repairs, temperature, seed, maxTokens } = options;
  const { hits, areLikely, fit } = yield* retrieveTurn(0, request, k, tools);
  if (!areLikely) return yield* nothingFits(0, { request, hits });

  const offered = new Map(hits.map(({ api }) => [api.name, api]));
  const messages: Message[] = [
    { role: 'system', content: renderPrompt(prompt, {}) },
    { role: 'user', content: request },
  ];
  const observations: string[] = [];
  let recorded = 0;
  let failure: string | undefined;
  for (let attempt = 0; ; attempt += 1) {
    const node = attempt + 1;
    const reply = yield* decidedTurn(
      {
        node,
        parent: attempt,
        recorded,
        prompts: { direct: prompt.fingerprint },
        request: {
          messages,
          tools: hits.map(toolSpec),
          toolChoice: 'auto',
          temperature,
          seed,
          maxTokens,
          ...openAllowed(tools),
        },
      },
      tools,
      attempt === 0 ? fit : undefined,
    );
    const evidence = { request, observations };
    const questions = questionsOf(reply.message.toolCalls, offered, evidence, tools);
    if (questions.length > 0) return yield* askBack(node, questions);
    if (reply.message.toolCalls.length === 0 && failure !== undefined) return { outcome: 'gave-up', reason: failure };
    if (reply.message.toolCalls.length === 0)
      return yield* nothingFits(node, { request, hits, why: reply.message.content });

    messages.push(reply.message);
    recorded = messages.length;
    const seen = [];
    for (const call of reply.message.toolCalls) {
      const observation = yield* toolTurn(node, call, offered, tools, { evidence });
      messages.push(toolMessage(call, observation));
      seen.push(observation);
      if (observation.status === 'ok') observations.push(observation.body);
    }
    const mendable = seen.some(({ status }) => status === 'unknown-api' || status === 'bad-arguments');
    // Only when nothing ran: handing back a reply of which a part was carried out would carry that part out twice.
    const failed = seen.find(({ status }) => status !== 'ok');
    failure = failed === undefined ? undefined : describeObservation(failed);
    if (mendable && attempt < repairs && seen.every(({ provenance }) => provenance === 'none')) continue;

    const text = seen.map(describeObservation).join('\n\n');
    yield { type: 'answer', node, text, from: 'observation' };
    return failure === undefined ? { outcome: 'answered' } : { outcome: 'gave-up', reason: failure };
  }
}
