import { type Prompt, renderPrompt } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { ChatReply, Message, ToolSpec } from '../../models/index.js';
import { decidedTurn } from '../decided-turn.js';
import type { PlannerEvent } from '../planner.js';
import { openAllowed, type Question, questionsOf } from '../questions.js';
import { readingSpecs } from '../tool-turn.js';
import { carryOut, type StepRun } from './carry-out.js';
import { giveUpReason, giveUpSpec } from './give-up.js';
import { hasGained, type Standing } from './standing.js';
import { type Errand, fingerprintsOf, type Prompts, type StepSettings, type TakeOptions } from './step-options.js';

/** What every step of a run needs. */
export interface StepsRun extends StepRun {
  readonly settings: StepSettings;
  readonly mayGiveUp: boolean;
  readonly specs: readonly ToolSpec[];
  /** Told a model whose reply was cut off for its length. */
  readonly cutOff: Prompt;
  /** Told what a step that asks back needs to know. */
  readonly ask: (node: number, questions: readonly Question[]) => void;
}

/** Asks the model once and deals with its reply. `own` are the prompt files that made the conversation. */
export async function* takeStep(
  run: StepsRun,
  node: number,
  from: Standing,
  options: TakeOptions,
  own: Prompts,
): AsyncGenerator<PlannerEvent, Standing, void> {
  const reply = yield* askFor(run, node, from, options, own);
  const next = standingAfter(from, node, reply);
  return yield* endStep(run, yield* dealWith(run, next, reply, options));
}

/** Says what a step came to. */
export function* endStep({ settings }: StepsRun, standing: Standing): Generator<PlannerEvent, Standing, void> {
  const isStuck = standing.outcome === 'open' && standing.idleSteps >= settings.maxIdleSteps;
  const said: Standing = isStuck
    ? { ...standing, outcome: 'dead', reason: `${standing.idleSteps} steps in a row gave nothing` }
    : standing;
  const { node, outcome, reason } = said;
  yield { type: 'step-end', node, outcome, ...(reason === undefined ? {} : { reason }) };
  return said;
}

async function* askFor(run: StepsRun, node: number, from: Standing, options: TakeOptions, own: Prompts) {
  const { tools, offered, specs, settings, mayGiveUp } = run;
  const { aside, prompts = {}, fit, errand, seed = settings.seed, temperature = settings.temperature } = options;
  const asides: readonly Message[] = aside === undefined ? [] : [{ role: 'user', content: aside }];
  const all = [...specs, ...readingSpecs(run.replies, offered), ...(mayGiveUp ? [giveUpSpec(offered)] : [])];
  const turn = {
    node,
    parent: from.node,
    recorded: from.recorded,
    asides,
    ...(errand === undefined ? {} : { role: errand.role }),
    prompts: fingerprintsOf(errand?.prompts ?? { ...own, ...prompts }),
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

function standingAfter(from: Standing, node: number, { message, confidence }: ChatReply): Standing {
  const { confidence: _former, ...before } = from;
  return {
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
}

async function* dealWith(
  run: StepsRun,
  next: Standing,
  { message, finish }: ChatReply,
  { errand, defer = false }: TakeOptions,
): AsyncGenerator<PlannerEvent, Standing, void> {
  const { request, tools, offered, mayGiveUp, cutOff, ask } = run;
  const { toolCalls: calls, content } = message;
  const within = errand === undefined ? run : forErrand(run, errand);
  const asked = questionsOf(calls, within.offered, { request, observations: next.observations }, tools);
  if (asked.length > 0) {
    ask(next.node, asked);
    return { ...next, outcome: 'asked-back' };
  }
  const gaveUp = mayGiveUp ? giveUpReason(calls, offered) : undefined;
  if (gaveUp !== undefined) return { ...next, outcome: 'gave-up', reason: gaveUp };
  if (calls.length > 0) return yield* carryOut(within, next, calls, defer);
  if (finish === 'length') {
    const told: Message = { role: 'user', content: renderPrompt(cutOff, {}) };
    return { ...next, messages: [...next.messages, told], idleSteps: next.idleSteps + 1 };
  }
  const isSilent = content.trim() === '';
  if (errand !== undefined) {
    return { ...next, outcome: 'gave-up', reason: isSilent ? 'the model said nothing' : content.trim() };
  }
  if (!hasGained(next)) return { ...next, outcome: 'unfounded' };
  return isSilent ? { ...next, outcome: 'dead', reason: 'the model said nothing' } : { ...next, outcome: 'answered' };
}

/** On an errand other functions are not known, and what was read before is read again where it stands in the record. */
function forErrand(run: StepRun, { function: name }: Errand): StepRun {
  const api = run.offered.get(name);
  const offered: ReadonlyMap<string, Api> = new Map(api === undefined ? [] : [[name, api]]);
  return { ...run, offered, rereads: true };
}
