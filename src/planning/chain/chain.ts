import { canonicalJson, type JsonObject, loadPrompt, type Prompt, renderPrompt } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { nothingRan, type Observation } from '../../execution/index.js';
import type { Message } from '../../models/index.js';
import { decidedTurn } from '../decided-turn.js';
import { keptReplies } from '../kept-replies.js';
import { nothingFits } from '../nothing-fits.js';
import type { Planner, PlannerEnd, PlannerEvent, PlannerTools } from '../planner.js';
import { askBack, openAllowed, questionsOf } from '../questions.js';
import { retrieveTurn } from '../retrieve-turn.js';
import { readingSpecs, toolMessage, toolSpec, toolTurn } from '../tool-turn.js';

export interface ChainOptions {
  /** How many APIs the model chooses from. */
  readonly k: number;
  /** Model replies at the most. */
  readonly maxSteps: number;
  /** Steps in a row in which no call gave anything before the run gives up. */
  readonly maxIdleSteps: number;
  /** The run stops before a step that would start later than this. */
  readonly maxMs: number;
  readonly temperature: number;
  readonly seed: number;
  readonly maxTokens: number;
}

export const chainDefaults: ChainOptions = {
  k: 8,
  maxSteps: 12,
  maxIdleSteps: 3,
  maxMs: 600_000,
  temperature: 0,
  seed: 0,
  maxTokens: 1_024,
};

/**
 * Reason and act in one line of steps: the model thinks, calls, reads what came back, and goes on until it answers.
 *
 * Source: ReAct (Yao et al. 2022), with the tool calls of chat models in place of parsed text. Differences: a call made
 * before is not made again but answered with a note; calls that cannot be made come back with the reason.
 */
export function chain(options: Partial<ChainOptions> = {}): Planner {
  const settings = { ...chainDefaults, ...options };
  const prompt = loadPrompt(new URL('./chain.prompt.md', import.meta.url));
  return { name: 'chain', run: (request, tools) => reasonAndAct(request, tools, prompt, settings) };
}

async function* reasonAndAct(
  request: string,
  tools: PlannerTools,
  prompt: Prompt,
  options: ChainOptions,
): AsyncGenerator<PlannerEvent, PlannerEnd, void> {
  const { k, maxSteps, maxIdleSteps, maxMs, temperature, seed, maxTokens } = options;
  const startedAt = tools.now();
  const { hits, areLikely, fit } = yield* retrieveTurn(0, request, k, tools);
  if (!areLikely) return yield* nothingFits(0, { request, hits });

  const offered = new Map(hits.map(({ api }) => [api.name, api]));
  const specs = hits.map(toolSpec);
  const replies = keptReplies({ now: tools.now });
  const messages: Message[] = [
    { role: 'system', content: renderPrompt(prompt, {}) },
    { role: 'user', content: request },
  ];
  const made = new Map<string, string>();
  const forget = (callId: string) => {
    for (const [key, id] of made) if (id === callId) made.delete(key);
  };
  const observations: string[] = [];
  let recorded = 0;
  let called = false;
  let idleSteps = 0;

  for (let step = 1; step <= maxSteps; step += 1) {
    if (tools.now() - startedAt > maxMs) return { outcome: 'budget-spent', reason: `${maxMs} ms are over` };
    const reply = yield* decidedTurn(
      {
        node: step,
        parent: step - 1,
        recorded,
        prompts: { chain: prompt.fingerprint },
        request: {
          messages,
          tools: [...specs, ...readingSpecs(replies, offered)],
          toolChoice: 'auto',
          temperature,
          seed,
          maxTokens,
          ...openAllowed(tools),
        },
      },
      tools,
      step === 1 ? fit : undefined,
    );
    const evidence = { request, observations };
    const questions = questionsOf(reply.message.toolCalls, offered, evidence, tools);
    if (questions.length > 0) return yield* askBack(step, questions);
    messages.push(reply.message);
    recorded = messages.length;
    if (reply.message.toolCalls.length === 0) {
      // Words without a single call are an opinion, not an answer found by calling.
      if (!called) return yield* nothingFits(step, { request, hits, why: reply.message.content });
      if (reply.message.content.trim() === '') return { outcome: 'gave-up', reason: 'the model said nothing' };
      yield { type: 'answer', node: step, text: reply.message.content, from: 'model' };
      return { outcome: 'answered' };
    }

    let gained = false;
    for (const call of reply.message.toolCalls) {
      const forbid = (api: Api, args: JsonObject): Observation | undefined => {
        const key = `${api.id} ${canonicalJson(args)}`;
        const first = made.get(key);
        if (first !== undefined) return nothingRan({ status: 'repeated', firstCallId: first });
        made.set(key, call.id);
        return undefined;
      };
      const observation = yield* toolTurn(step, call, offered, tools, { evidence, forbid, replies });
      messages.push(toolMessage(call, observation, replies));
      if (observation.status === 'ok') {
        gained = called = true;
        observations.push(observation.body);
      }
      // What failed by chance may be tried again as it is.
      if (observation.status === 'timeout' || observation.status === 'failed') forget(call.id);
    }
    idleSteps = gained ? 0 : idleSteps + 1;
    if (idleSteps === maxIdleSteps) return { outcome: 'gave-up', reason: `${idleSteps} steps in a row gave nothing` };
  }
  return { outcome: 'budget-spent', reason: `${maxSteps} steps are used up` };
}
