import { CapuchinError, seededRandom } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import {
  type ChatModel,
  type ChatRequest,
  type ScriptedReply,
  scripted,
  type ToolSpec,
} from '../../../models/index.js';
import type { MultiStepRequest } from '../multi-step-request.js';
import { type Belief, believe, type WantedCall, wantedCall } from './belief.js';
import { type ErrorKind, errorKinds, type FallibleRates } from './fallible-rates.js';
import { type Conversation, readConversation } from './read-conversation.js';
import { wrongArguments, wrongFunctions } from './wrong-calls.js';

export interface FallibleModelOptions {
  readonly request: Pick<MultiStepRequest, 'id' | 'plan'>;
  /** By the functions' names. */
  readonly apis: ReadonlyMap<string, Api>;
  readonly rates: FallibleRates;
  readonly seed: number;
}

/** The model is asked for something that it has no part for, such as to judge or to plan. */
export const notPlayed = 'not-played';

/**
 * A simulation, no language model: it knows the plan of its one request and makes the plan's calls one after the other,
 * but errs at given rates. All it goes by is what it is sent (conversation, functions on offer, seed), so that it cannot
 * know the planner; the same is answered the same.
 *
 * - A wrong call that gives something is noticed, or its result is taken for the right one: it is then astray, and
 *   only going back helps.
 * - Astray, it comes to doubt, and when a call fails it always does. Then it finds its mistake by itself, or gives up where
 *   a function for that is offered, or else repeats itself.
 * - What it is told after the request makes it draw anew, and it makes no wrong call that it is told was tried.
 *
 * Replies that are no step throw `not-played`.
 */
export function fallibleModel({ request, apis, rates, seed }: FallibleModelOptions): ChatModel {
  const { id, plan } = request;
  const draw = (...about: readonly (string | number)[]) => seededRandom(JSON.stringify([seed, id, ...about]));
  const known = {
    plan,
    apis,
    notices: (call: { name: string; arguments: string }, place: number) =>
      draw('notices', place, call.name, call.arguments).next() < rates.notices,
  };

  function reply(asked: ChatRequest): ScriptedReply {
    const { messages, tools = [], schema, seed: chatSeed = 0 } = asked;
    if (schema !== undefined || tools.length === 0) {
      throw new CapuchinError(notPlayed, 'the scripted model plays steps only, and was asked for something else');
    }
    const conversation = readConversation(messages);
    const belief = believe(conversation.calls, known);
    const place = belief.results.length;
    const isHabit = conversation.heard === '' && belief.attempts === 0 && draw('habit', place).next() < rates.habit;
    const key = isHabit
      ? ['by habit', place]
      : [chatSeed, place, conversation.heard, ...conversation.calls.map(written)];
    return nextReply({ tools, conversation, belief, drawn: about => draw(about, ...key) });
  }

  function nextReply(turn: Turn): ScriptedReply {
    const { belief, conversation, drawn } = turn;
    const { results, astrayAt } = belief;
    const doubts = astrayAt !== undefined && (belief.hasFailed || drawn('doubts').next() < rates.doubts);
    if (doubts && drawn('recovers').next() >= rates.recovers) return leaveOff(turn);
    const wanted = wantedCall(doubts ? results.slice(0, astrayAt) : results, known);
    if (wanted === undefined) return { text: answerOf(conversation) };
    const isTold = isTried(wanted, conversation) && drawn('insists').next() >= rates.insists;
    if (isTold) return leaveOff(turn);
    return playOrErr(wanted, turn);
  }

  function playOrErr(wanted: WantedCall, turn: Turn): ScriptedReply {
    const { tools, conversation, drawn } = turn;
    const last = conversation.calls.at(-1);
    const open = (calls: readonly WantedCall[]) => calls.find(call => !isTried(call, conversation));
    switch (errorAt(drawn('error').next(), rates)) {
      case 'wrong-function':
        return open(wrongFunctions(wanted, tools.filter(isApi), drawn('which'))) ?? wanted;
      case 'wrong-argument':
        return (
          open(
            wrongArguments(
              wanted,
              tools.find(({ name }) => name === wanted.name) ?? { parameters: {} },
              drawn('which'),
            ),
          ) ?? wanted
        );
      case 'broken-json':
        return { name: wanted.name, arguments: `{"${Object.keys(wanted.arguments)[0]}": ` };
      case 'repeated-call':
        return last === undefined ? wanted : { name: last.name, arguments: last.arguments };
      case 'early-answer':
        return answerOf(conversation) === '' ? wanted : { text: answerOf(conversation) };
      case 'gives-up':
        return givingUp(tools) ?? wanted;
      case 'overlong':
        return { text: 'Let me think about this once more. '.repeat(40), finish: 'length' };
      case undefined:
        return wanted;
    }
  }

  return scripted(reply, { id: 'scripted (simulated)' });
}

interface Turn {
  readonly tools: readonly ToolSpec[];
  readonly conversation: Conversation;
  readonly belief: Belief;
  /** Random numbers for one decision of this reply. */
  readonly drawn: (about: string) => ReturnType<typeof seededRandom>;
}

/** The kind of error that a number of [0, 1) falls on, where it falls on any. */
export function errorAt(drawn: number, { errors }: Pick<FallibleRates, 'errors'>): ErrorKind | undefined {
  let below = 0;
  return errorKinds.find(kind => {
    below += errors[kind];
    return drawn < below;
  });
}

/** Gives up where that can be said, and else goes round in circles. */
function leaveOff({ tools, conversation }: Turn): ScriptedReply {
  const last = conversation.calls.at(-1);
  return (
    givingUp(tools) ??
    (last === undefined ? 'I do not know how to go on.' : { name: last.name, arguments: last.arguments })
  );
}

function givingUp(tools: readonly ToolSpec[]): WantedCall | undefined {
  const found = tools.find(tool => !isApi(tool));
  return found && { name: found.name, arguments: { reason: 'The results so far make no sense.' } };
}

function isApi({ name }: ToolSpec): boolean {
  return !name.endsWith('give_up');
}

function isTried(call: WantedCall, { heard }: Conversation): boolean {
  return heard.includes(call.name) && heard.includes(JSON.stringify(call.arguments));
}

/** What the last call that gave something gave. */
function answerOf({ calls }: Conversation): string {
  return calls.findLast(({ gave }) => gave !== undefined)?.gave ?? '';
}

function written({ name, arguments: args, gave = '' }: Conversation['calls'][number]): string {
  return `${name} ${args} ${gave}`;
}
