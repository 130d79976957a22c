import { loadPrompt, type Prompt, renderPrompt } from '../../../base/index.js';
import type { ChatReply, Message, ToolCall } from '../../../models/index.js';
import { type AnswerMessage, addNode, type StepOutcome, searchedRoot } from '../../../trajectory/index.js';
import { modelTurn } from '../../model-turn.js';
import type { PlannerEvent, PlannerTools } from '../../planner.js';
import type { ModelAdapter } from '../dialects/model-adapter.js';
import type { Question } from '../observations/shortening.js';
import { type OfferedFunctions, toolLines } from '../schema/offered-functions.js';
import type { Place } from './place.js';
import type { ToolBenchSettings } from './toolbench-settings.js';
import { triedBefore } from './tried-before.js';
import type { World } from './world.js';

export interface TurnsContext {
  readonly query: string;
  readonly offered: OfferedFunctions;
  readonly world: World;
  readonly adapter: ModelAdapter;
  readonly tools: PlannerTools;
  readonly settings: ToolBenchSettings;
}

/** The turns of one query: each asks the model once and makes the calls that it asks for. */
export interface Turns {
  /** Nothing but the query, with what the model is told of its task. */
  begin(): Place;
  /** One more turn; with siblings, one that should differ from them. */
  take(from: Place, siblings: readonly Place[]): AsyncGenerator<PlannerEvent, Place, void>;
  /** Replies asked for so far, and the tokens they took. */
  readonly spent: { readonly queryCount: number; readonly totalTokens: number };
}

export function openTurns({ query, offered, world, adapter, tools, settings }: TurnsContext): Turns {
  const prompts = loadPrompts();
  const specs = offered.schemas.map(adapter.spec);
  const model = adapter.adapt(tools.model);
  const spent = { queryCount: 0, totalTokens: 0 };
  let lastStep = 0;

  async function* ask(from: Place, siblings: readonly Place[]): AsyncGenerator<PlannerEvent, Asked, void> {
    const said = siblings.length === 0 ? undefined : triedBefore(from, siblings, prompts.diversity);
    const asides: readonly Message[] = said === undefined ? [] : [{ role: 'user', content: said }];
    lastStep += 1;
    const turn = {
      node: lastStep,
      parent: from.step,
      recorded: from.recorded,
      asides,
      prompts: fingerprints(said === undefined ? prompts.always : { ...prompts.always, diversity: prompts.diversity }),
      request: {
        messages: [...from.messages, ...asides],
        tools: specs,
        temperature: settings.temperature,
        seed: settings.seed + siblings.length,
        maxTokens: settings.maxTokens,
      },
    };
    const reply = yield* modelTurn(turn, { ...tools, model });
    count(reply);
    // What was said for this reply alone stays in the files, marked, and is no part of what follows.
    if (said !== undefined) from.node.messages.push({ role: 'user', content: said, valid: false });
    return { reply, step: turn.node };
  }

  function count({ usage }: ChatReply): void {
    spent.queryCount += 1;
    spent.totalTokens += usage.inputTokens + usage.outputTokens;
  }

  async function* consult(parent: number, { role, messages, prompts: own, schema }: Question) {
    lastStep += 1;
    const request = { messages, schema, temperature: 0, seed: settings.seed, maxTokens: settings.maxTokens };
    const turn = { node: lastStep, parent, role, recorded: 0, prompts: fingerprints(own), request };
    return yield* modelTurn(turn, tools);
  }

  return {
    spent,
    begin() {
      const messages: Message[] = [
        { role: 'system', content: renderPrompt(prompts.always.system, { tools: toolLines(offered) }) },
        { role: 'user', content: renderPrompt(prompts.always.user, { query }) },
      ];
      const node = searchedRoot(messages.map(({ role, content }) => ({ role, content })));
      return { depth: 0, outcome: 'open', node, step: 0, messages, recorded: 0 };
    },
    async *take(from, siblings) {
      const { reply, step } = yield* ask(from, siblings);
      if (spent.queryCount >= settings.maxCalls) {
        yield { type: 'step-end', node: step, outcome: 'dead', reason: `${settings.maxCalls} model calls are used up` };
        return { ...from, step, outcome: 'dead' };
      }
      const { content, toolCalls } = reply.message;
      const thinking = content !== '' || toolCalls.length === 0;
      const thought: AnswerMessage = { role: 'assistant', content };
      const gains = toolCalls.length === 0 ? [thought] : [];
      let node = thinking ? addNode(from.node, { type: 'Thought', description: content, gains }) : from.node;
      let outcome: StepOutcome = 'open';
      const made: ToolCall[] = [];
      const seen: Message[] = [];
      for (const call of toolCalls) {
        const { code, text } = yield* world.call(step, call, question => consult(step, question));
        const { name, arguments: input } = call;
        const action = addNode(node, { type: 'Action', description: name });
        const said = made.length === 0 && content !== '' ? content : null;
        node = addNode(action, {
          type: 'Action Input',
          description: input,
          observation: text,
          code,
          gains: [
            { role: 'assistant', content: said, function_call: { name, arguments: input } },
            { role: 'function', name, content: text },
          ],
        });
        made.push(call);
        seen.push({ role: 'tool', callId: call.id, name, content: text });
        if (code === 3) outcome = 'answered';
        if (code === 4) outcome = 'gave-up';
        if (outcome !== 'open') break;
      }
      yield { type: 'step-end', node: step, outcome, ...reasonOf(reply) };
      return {
        depth: node.depth,
        outcome,
        node,
        step,
        messages: [...from.messages, { role: 'assistant', content, toolCalls: made }, ...seen],
        recorded: from.messages.length + 1,
      };
    },
  };
}

interface Asked {
  readonly reply: ChatReply;
  readonly step: number;
}

/** What was wrong with a reply that makes no call. */
function reasonOf({ message, warnings }: ChatReply): { reason?: string } {
  return message.toolCalls.length > 0 || warnings.length === 0 ? {} : { reason: warnings.join('; ') };
}

function loadPrompts() {
  const load = (name: string): Prompt => loadPrompt(new URL(`./${name}.prompt.md`, import.meta.url));
  return { always: { system: load('system'), user: load('user') }, diversity: load('diversity') };
}

function fingerprints(prompts: Readonly<Record<string, Prompt>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(prompts).map(([name, { fingerprint }]) => [name, fingerprint]));
}
