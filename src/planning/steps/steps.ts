import { loadPrompt, type Prompt } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { ToolSpec } from '../../models/index.js';
import type { Hit } from '../../retrieval/index.js';
import { type KeptReplies, keptReplies } from '../kept-replies.js';
import { modelTurn } from '../model-turn.js';
import type { PlannerEvent, PlannerTools } from '../planner.js';
import type { Question } from '../questions.js';
import { type Retrieved, retrieveTurn } from '../retrieve-turn.js';
import { toolSpec } from '../tool-turn.js';
import { carryOut, undoCalls } from './carry-out.js';
import { pastReads } from './past-calls.js';
import { beginning, type Standing } from './standing.js';
import {
  type Consultation,
  type Consulted,
  fingerprintsOf,
  type Prompts,
  type StepSettings,
  type TakeOptions,
} from './step-options.js';
import { endStep, type StepsRun, takeStep } from './take-step.js';

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
  const questions = new Map<number, readonly Question[]>();
  const run: StepsRun = {
    request,
    tools,
    settings,
    mayGiveUp,
    concurrency,
    offered,
    specs,
    replies: keptReplies({ now: tools.now }),
    reads: pastReads(),
    cutOff: loadPrompt(new URL('./cut-off.prompt.md', import.meta.url)),
    ask: (node, asked) => void questions.set(node, asked),
  };
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
      return beginning(prompt, request);
    },
    async *take(from, options = {}) {
      lastNode += 1;
      return yield* takeStep(run, lastNode, from, options, own);
    },
    async *carryOut(standing) {
      return yield* endStep(run, yield* carryOut(run, { ...standing, deferred: [] }, standing.deferred, false));
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
        prompts: fingerprintsOf(prompts),
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
