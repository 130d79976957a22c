import type { CallConfidence, ChatDelta, ChatRequest, ToolCall, ToolSpec } from '../../../chat-model.js';
import { ModelFailed } from '../../../model-failed.js';
import { answerFromValue } from '../../../tool-prompt/answer-from-value.js';
import { chatTurn, systemTurn, type ToolDialogueTurn } from '../../../tool-prompt/tool-turn-text.js';
import type { Token } from '../binding.js';
import { isAnswered, requestIn } from '../conversation.js';
import type { Engine } from '../engine.js';
import { dialogueTokens } from './dialogue-tokens.js';
import { parseReply } from './parse-reply.js';
import { noneMark, replyGrammar } from './reply-grammar.js';
import { shortlistTools } from './shortlist-tools.js';
import { observedValue, toolDialogue } from './tool-dialogue.js';

/** What of an engine this needs. */
export type CallingEngine = Pick<
  Engine,
  'tokenize' | 'control' | 'detokenize' | 'generate' | 'logprobs' | 'contextTokens'
>;

export interface TrainedReply {
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
  /** Ended by `maxTokens` or the context, not by the model. */
  readonly cut: boolean;
  readonly confidence: CallConfidence;
  /** Keywords of the schemas that nothing held. */
  readonly loosened: readonly string[];
}

interface Written {
  readonly text: string;
  readonly cut: boolean;
  readonly confidence: CallConfidence;
}

const defaultMaxTokens = 512;

/**
 * Tool calls of a model that was taught the format of `tool-turn-text.ts`: the whole reply is one text under a grammar of
 * what is allowed, so that no call is malformed. An answer is put together from what the last function gave, and nothing
 * in it is the model's.
 */
export class TrainedCaller {
  constructor(
    private readonly engine: CallingEngine,
    private readonly id: string,
  ) {}

  /** Deltas come when the reply is whole: which calls there are is known only then. */
  async *reply(request: ChatRequest, tools: readonly ToolSpec[]): AsyncGenerator<ChatDelta, TrainedReply, void> {
    const { messages, openArguments = false } = request;
    const toolChoice = request.toolChoice === undefined || request.toolChoice === 'none' ? 'auto' : request.toolChoice;
    const offered =
      typeof toolChoice === 'object'
        ? tools.filter(tool => tool.name === toolChoice.name).slice(0, 1)
        : shortlistTools(distinct(tools), requestIn(messages));
    const answered = isAnswered(messages);
    const { grammar, loosened } = replyGrammar(offered, { toolChoice, answered, openArguments });
    const written = await this.write(request, this.prompt(offered, request), grammar);
    const parsed = parseReply(written.text, offered);
    const { cut, confidence } = written;
    if (parsed.kind !== 'calls') {
      const content = parsed.kind === 'none' ? '' : answerIn(request);
      if (content !== '') yield { type: 'text', text: content };
      return { content, toolCalls: [], cut, confidence, loosened };
    }
    const toolCalls = parsed.calls.map((call, place) => ({ id: `call_${messages.length}_${place}`, ...call }));
    for (const [index, { name, arguments: text }] of toolCalls.entries()) {
      yield { type: 'tool-call', index, name, arguments: text };
    }
    return { content: '', toolCalls, cut, confidence, loosened };
  }

  /** The dialogue, less its oldest calls and observations, and then less of its longest text, where there is no room for all. */
  private prompt(offered: readonly ToolSpec[], request: ChatRequest): Token[] {
    const system = systemTurn(offered);
    const room = this.engine.contextTokens - Math.min(request.maxTokens ?? defaultMaxTokens, defaultMaxTokens);
    let turns = toolDialogue(request.messages);
    for (;;) {
      const prompt = dialogueTokens(this.engine, [system, ...turns.map(chatTurn)]);
      if (prompt.length <= room) return prompt;
      const shorter = withoutOldest(turns) ?? withHalfOfLongest(turns);
      if (shorter === undefined) throw tooLong(this.id, prompt.length, this.engine.contextTokens);
      turns = shorter;
    }
  }

  private async write(request: ChatRequest, prompt: readonly Token[], grammar: string): Promise<Written> {
    const { temperature = 0, seed, maxTokens = defaultMaxTokens, signal } = request;
    const tokens: Token[] = [];
    const steps = this.engine.generate(prompt, {
      grammar,
      temperature,
      maxTokens,
      ...(seed === undefined ? {} : { seed }),
      ...(signal === undefined ? {} : { signal }),
    });
    for await (const { token } of steps) tokens.push(token);
    const cut = tokens.length >= Math.min(maxTokens, this.engine.contextTokens - prompt.length);
    const confidence = await this.confidence(prompt, tokens, signal);
    return { text: this.engine.detokenize(tokens), cut, confidence };
  }

  private async confidence(
    prompt: readonly Token[],
    written: readonly Token[],
    signal: AbortSignal | undefined,
  ): Promise<CallConfidence> {
    const none = [...this.engine.tokenize(noneMark), ...this.engine.control('<|im_end|>')];
    const ofNone = await this.engine.logprobs('conversation', prompt, none, signal);
    const ofWritten = written.length === 0 ? [0] : await this.engine.logprobs('conversation', prompt, written, signal);
    return {
      none: Math.exp(sum(ofNone)),
      meanLogprob: sum(ofWritten) / ofWritten.length,
      minLogprob: Math.min(...ofWritten),
    };
  }
}

/** The facts of the last observation, in a few words. */
function answerIn({ messages }: ChatRequest): string {
  const last = messages.findLast(message => message.role === 'tool');
  return last === undefined ? '' : answerFromValue(observedValue(last.content));
}

/** Without the first call after the request and what it gave; `undefined` when the newest pair is all there is. */
function withoutOldest(turns: readonly ToolDialogueTurn[]): readonly ToolDialogueTurn[] | undefined {
  const first = turns.findIndex(({ role }) => role === 'calls');
  const next = turns.findIndex(({ role }, place) => place > first && role === 'calls');
  return first < 0 || next < 0 ? undefined : [...turns.slice(0, first), ...turns.slice(next)];
}

/** Scripts that the vocabulary hardly knows take several tokens a letter. */
function withHalfOfLongest(turns: readonly ToolDialogueTurn[]): readonly ToolDialogueTurn[] | undefined {
  const lengths = turns.map(turn => (turn.role === 'request' || turn.role === 'observation' ? turn.text.length : 0));
  const longest = Math.max(0, ...lengths);
  if (longest < shortestCut) return undefined;
  const place = lengths.indexOf(longest);
  return turns.map((turn, i) => (i === place && 'text' in turn ? { ...turn, text: firstHalf(turn.text) } : turn));
}

const shortestCut = 200;

function firstHalf(text: string): string {
  const half = text.slice(0, Math.min(longestTried, Math.floor(text.length / 2)));
  return half.replace(/[\uD800-\uDBFF]$/, '');
}

/** More than the format keeps of any text. */
const longestTried = 3_200;

function distinct(tools: readonly ToolSpec[]): readonly ToolSpec[] {
  return [...new Map([...tools].reverse().map(tool => [tool.name, tool])).values()].reverse();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function tooLong(id: string, promptTokens: number, contextTokens: number): ModelFailed {
  return new ModelFailed(
    `the prompt has ${promptTokens} tokens and the context of ${id} holds ${contextTokens}; offer fewer tools or select it with ?context=<tokens>`,
  );
}
