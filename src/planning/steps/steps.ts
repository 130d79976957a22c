import { type JsonSchema, loadPrompt, type Prompt, renderPrompt } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { ChatReply, Message, ToolSpec } from '../../models/index.js';
import type { Fit, Hit } from '../../retrieval/index.js';
import { decidedTurn } from '../decided-turn.js';
import { type KeptReplies, keptReplies } from '../kept-replies.js';
import { modelTurn } from '../model-turn.js';
import type { PlannerEvent, PlannerTools } from '../planner.js';
import { openAllowed, type Question, questionsOf } from '../questions.js';
import { type Retrieved, retrieveTurn } from '../retrieve-turn.js';
import { readingSpecs, toolSpec } from '../tool-turn.js';
import { carryOut, type StepRun, undoCalls } from './carry-out.js';
import { giveUpReason, giveUpSpec } from './give-up.js';
import { pastReads } from './past-calls.js';
import { hasGained, type Standing } from './standing.js';

/** How steps are taken, in every planner that decides step by step. */
export interface StepSettings {
  readonly temperature: number;
  readonly seed: number;
  readonly maxTokens: number;
  /** Steps in a row in which no call gave anything before a way is held to be dead. */
  readonly maxIdleSteps: number;
}

/** Prompt files by the names they have in the record. */
export type Prompts = Readonly<Record<string, Prompt>>;

export interface TakeOptions {
  /** Said for this step alone: the steps that go on from it do not see it. */
  readonly aside?: string;
  /** Prompt files beside the conversation's own that made this step's messages. */
  readonly prompts?: Prompts;
  /** What the retriever says of the request; given with the first step, it decides together with the model. */
  readonly fit?: Fit;
  /** From the first call on that changes anything, the calls are left for `carryOut`. */
  readonly defer?: boolean;
  /** Makes siblings differ where the model heeds it. */
  readonly seed?: number;
  readonly temperature?: number;
  /** The step is one of a conversation of its own, for one function alone. */
  readonly errand?: Errand;
}

/** Calling one certain function, which is all that the model sees. */
export interface Errand {
  /** As in `model-start`. */
  readonly role: string;
  readonly function: string;
  /** Without it the model may say in words why it does not call: the step then gave up. */
  readonly mustCall: boolean;
  /** All the prompt files that made the messages. */
  readonly prompts: Prompts;
}

/** What is asked of the model beside the next call. */
export interface Consultation {
  /** As in `model-start`. */
  readonly role: string;
  readonly parent: number;
  readonly messages: readonly Message[];
  /** As in a turn, where the parent is of the same conversation. Default 0. */
  readonly recorded?: number;
  readonly stop?: readonly string[];
  readonly prompts: Prompts;
  readonly schema?: JsonSchema;
  readonly maxTokens?: number;
  readonly temperature?: number;
}

/** A reply, and where it stands in the record. */
export interface Consulted extends ChatReply {
  readonly node: number;
}

/** The steps of one run: each asks the model once and makes the calls that it asks for. */
export interface Steps {
  /** What the model chooses from, by name. */
  readonly offered: ReadonlyMap<string, Api>;
  /** Replies that can be read on in. */
  readonly replies: KeptReplies;
  /** Searches, and offers what is found beside what is offered already. */
  find(node: number, query: string, k: number): AsyncGenerator<PlannerEvent, Retrieved, void>;
  /** Offers these as well; gives those that are new. */
  offer(hits: readonly Hit[]): readonly Hit[];
  /** Nothing but the request, with what the model is told of its task. */
  begin(name: string, system: Prompt): Standing;
  take(from: Standing, options?: TakeOptions): AsyncGenerator<PlannerEvent, Standing, void>;
  /** Makes the calls that were deferred. */
  carryOut(standing: Standing): AsyncGenerator<PlannerEvent, Standing, void>;
  /** Takes back what the step changed, the last call first, as far as that can be; says what stays changed. */
  undo(standing: Standing): AsyncGenerator<PlannerEvent, readonly string[], void>;
  consult(question: Consultation): AsyncGenerator<PlannerEvent, Consulted, void>;
  /** What a step that `asked-back` needs to know. */
  questionsAt(node: number): readonly Question[];
}

export interface StepsOptions {
  /** Offers the model a function that says that a way leads nowhere, for planners that then try another. Default false. */
  readonly mayGiveUp?: boolean;
  /** How many calls of one reply that only read are made at once. Default 1. */
  readonly concurrency?: number;
}

export function openSteps(
  request: string,
  tools: PlannerTools,
  settings: StepSettings,
  { mayGiveUp = false, concurrency = 1 }: StepsOptions = {},
): Steps {
  const offered = new Map<string, Api>();
  const specs: ToolSpec[] = [];
  const replies = keptReplies({ now: tools.now });
  const run: StepRun = { request, tools, offered, replies, reads: pastReads(), concurrency };
  const questions = new Map<number, readonly Question[]>();
  const cutOff = loadPrompt(new URL('./cut-off.prompt.md', import.meta.url));
  let own: Prompts = {};
  let lastNode = 0;

  function offer(hits: readonly Hit[]): readonly Hit[] {
    const fresh = hits.filter(({ api }) => !offered.has(api.name));
    for (const hit of fresh) {
      offered.set(hit.api.name, hit.api);
      specs.push(toolSpec(hit));
    }
    return fresh;
  }

  async function* askFor(from: Standing, node: number, options: TakeOptions) {
    const { aside, prompts = {}, fit, errand, seed = settings.seed, temperature = settings.temperature } = options;
    const asides: readonly Message[] = aside === undefined ? [] : [{ role: 'user', content: aside }];
    const all = [...specs, ...readingSpecs(run.replies, offered), ...(mayGiveUp ? [giveUpSpec(offered)] : [])];
    const turn = {
      node,
      parent: from.node,
      recorded: from.recorded,
      asides,
      ...(errand === undefined ? {} : { role: errand.role }),
      prompts: fingerprints(errand?.prompts ?? { ...own, ...prompts }),
      request: {
        messages: [...from.messages, ...asides],
        tools: errand === undefined ? all : all.filter(({ name }) => name === errand.function),
        toolChoice: errand?.mustCall === true ? { name: errand.function } : ('auto' as const),
        temperature,
        seed,
        maxTokens: settings.maxTokens,
        ...openAllowed(tools),
      },
    };
    return yield* decidedTurn(turn, tools, fit);
  }

  async function* take(from: Standing, options: TakeOptions = {}): AsyncGenerator<PlannerEvent, Standing, void> {
    lastNode += 1;
    const node = lastNode;
    const reply = yield* askFor(from, node, options);
    const { message, finish, confidence } = reply;
    const { confidence: _former, ...before } = from;
    const calls = message.toolCalls;
    const next: Standing = {
      ...before,
      ...(confidence === undefined ? {} : { confidence }),
      node,
      parent: from,
      depth: from.depth + 1,
      messages: [...from.messages, message],
      recorded: from.messages.length + 1,
      said: message.content,
      calls: [],
      deferred: [],
      outcome: 'open',
      commitsHere: false,
    };

    const within = options.errand === undefined ? run : forErrand(run, options.errand);
    const asked = questionsOf(calls, within.offered, { request, observations: from.observations }, tools);
    if (asked.length > 0) {
      questions.set(node, asked);
      return yield* ended({ ...next, outcome: 'asked-back' });
    }
    const gaveUp = giveUpReason(calls, offered);
    if (mayGiveUp && gaveUp !== undefined) return yield* ended({ ...next, outcome: 'gave-up', reason: gaveUp });
    if (calls.length > 0) return yield* ended(yield* carryOut(within, next, calls, options.defer === true));
    if (finish === 'length') {
      const told: Message = { role: 'user', content: renderPrompt(cutOff, {}) };
      return yield* ended({ ...next, messages: [...next.messages, told], idleSteps: from.idleSteps + 1 });
    }
    if (options.errand !== undefined) {
      return yield* ended({ ...next, outcome: 'gave-up', reason: message.content.trim() || 'the model said nothing' });
    }
    if (!hasGained(from)) return yield* ended({ ...next, outcome: 'unfounded' });
    if (message.content.trim() === '') {
      return yield* ended({ ...next, outcome: 'dead', reason: 'the model said nothing' });
    }
    return yield* ended({ ...next, outcome: 'answered' });
  }

  function* ended(standing: Standing): Generator<PlannerEvent, Standing, void> {
    const { maxIdleSteps } = settings;
    const isStuck = standing.outcome === 'open' && standing.idleSteps >= maxIdleSteps;
    const said: Standing = isStuck
      ? { ...standing, outcome: 'dead', reason: `${standing.idleSteps} steps in a row gave nothing` }
      : standing;
    const { node, outcome, reason } = said;
    yield { type: 'step-end', node, outcome, ...(reason === undefined ? {} : { reason }) };
    return said;
  }

  return {
    offered,
    replies: run.replies,
    offer,
    async *find(node, query, k) {
      const found = yield* retrieveTurn(node, query, k, tools);
      offer(found.hits);
      return found;
    },
    begin(name, prompt) {
      own = { [name]: prompt };
      return {
        node: 0,
        depth: 0,
        messages: [
          { role: 'system', content: renderPrompt(prompt, {}) },
          { role: 'user', content: request },
        ],
        recorded: 0,
        observations: [],
        said: '',
        calls: [],
        deferred: [],
        outcome: 'open',
        idleSteps: 0,
        isCommitted: false,
        commitsHere: false,
      };
    },
    take,
    async *carryOut(standing) {
      return yield* ended(yield* carryOut(run, { ...standing, deferred: [] }, standing.deferred, false));
    },
    undo: standing => undoCalls(run, standing),
    async *consult({ role, parent, messages, prompts, recorded = 0, ...asked }) {
      const { schema, stop, maxTokens = settings.maxTokens, temperature = 0 } = asked;
      lastNode += 1;
      const node = lastNode;
      const turn = {
        node,
        parent,
        role,
        recorded,
        prompts: fingerprints(prompts),
        request: {
          messages,
          temperature,
          seed: settings.seed,
          maxTokens,
          ...(schema === undefined ? {} : { schema }),
          ...(stop === undefined ? {} : { stop }),
        },
      };
      return { ...(yield* modelTurn(turn, tools)), node };
    },
    questionsAt: node => questions.get(node) ?? [],
  };
}

/** On an errand other functions are not known, and what was read before is read again where it stands in the record. */
function forErrand(run: StepRun, { function: name }: Errand): StepRun {
  const api = run.offered.get(name);
  return { ...run, offered: new Map(api === undefined ? [] : [[name, api]]), rereads: true };
}

function fingerprints(prompts: Prompts): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(prompts).map(([name, { fingerprint }]) => [name, fingerprint]));
}
