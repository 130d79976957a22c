import { loadPrompt, renderPrompt } from '../../../base/index.js';
import {
  type ChatDelta,
  type ChatModel,
  type ChatReply,
  type ChatRequest,
  checkRequest,
  type TokenLogprob,
  type ToolCall,
  type ToolSpec,
} from '../../chat-model.js';
import { ModelFailed } from '../../model-failed.js';
import { callSchema } from '../../text-protocol/call-schema.js';
import { parseTextCalls } from '../../text-protocol/parse-text-calls.js';
import { renderTools } from '../../text-protocol/render-tools.js';
import type { ToolStrategy } from './artifacts.js';
import type { ChatHistoryItem, Token } from './binding.js';
import { type ChoiceWeights, chooseTool, type Likelihood } from './choose-tool.js';
import { isAnswered, requestIn, turnsOf } from './conversation.js';
import type { Engine, EngineMeter } from './engine.js';
import { argumentsTask, type Grounding } from './fill-arguments.js';
import { gbnf } from './gbnf.js';
import { grammarSchema } from './grammar-schema.js';
import { stopText } from './stop-text.js';
import { TrainedCaller } from './trained/trained-caller.js';

export interface LlamaOptions {
  readonly id: string;
  /**
   * `decode`: the model writes the call itself, under a grammar of all calls that are allowed; for models that follow
   * instructions. `likelihood`: the tool is chosen by comparing likelihoods and then its arguments are written; for
   * models too small to choose by writing. `trained`: the model writes its reply in the format that it was taught
   * (`tool-turn-text.ts`), under a grammar as well.
   */
  readonly choose?: ToolStrategy;
  /** For `likelihood`: whether arguments are limited to what the request shows. */
  readonly grounding?: Grounding;
  readonly weights?: Partial<ChoiceWeights>;
}

/** Fitted to the embedded model on requests of our own; docs/embedded-model.md has the figures. */
export const defaultWeights: ChoiceWeights = { order: 0.5, relevance: 12, backward: 1, none: 1.5 };

const defaultMaxTokens = 512;

/** A GGUF model in this process. Requests made at once are answered one after the other. */
export function llama(engine: Engine, options: LlamaOptions): ChatModel {
  const model = new LlamaModel(engine, options);
  let queue: Promise<void> = Promise.resolve();
  let closing: Promise<void> | undefined;

  async function* chat(request: ChatRequest): AsyncGenerator<ChatDelta, ChatReply, void> {
    request.signal?.throwIfAborted();
    checkRequest(request);
    if (closing !== undefined) throw new ModelFailed(`${options.id} is closed`);
    const before = queue;
    let release = () => {};
    queue = new Promise(resolve => {
      release = resolve;
    });
    try {
      await before;
      request.signal?.throwIfAborted();
      return yield* model.answer(request);
    } finally {
      // Even when a caller stops listening half way, after what came before has ended.
      void before.then(release);
    }
  }

  return {
    id: options.id,
    features: {
      tools: true,
      schema: true,
      logprobs: true,
      seed: true,
      contextTokens: engine.contextTokens,
      ...(options.choose === 'trained' ? { leavesOpen: true } : {}),
    },
    chat,
    close() {
      closing ??= queue.then(() => engine.close());
      return closing;
    },
  };
}

/** What a text was generated for and under. */
interface TextTask {
  readonly turns: readonly ChatHistoryItem[];
  readonly grammar?: string;
  readonly warnings?: readonly string[];
}

class LlamaModel {
  private readonly choose: ToolStrategy;
  private readonly grounding: Grounding;
  private readonly weights: ChoiceWeights;
  private readonly caller: TrainedCaller;
  private readonly baselines = new Map<string, readonly number[]>();
  private readonly choicePrompts = {
    forward: loadPrompt(new URL('./forward.prompt.md', import.meta.url)),
    backward: loadPrompt(new URL('./backward.prompt.md', import.meta.url)),
  };
  private readonly argumentsPrompt = loadPrompt(new URL('./arguments.prompt.md', import.meta.url));
  private readonly decodePrompt = loadPrompt(new URL('./decode.prompt.md', import.meta.url));

  constructor(
    private readonly engine: Engine,
    private readonly options: LlamaOptions,
  ) {
    this.choose = options.choose ?? 'decode';
    this.grounding = options.grounding ?? 'none';
    this.weights = { ...defaultWeights, ...options.weights };
    this.caller = new TrainedCaller(engine, options.id);
  }

  async *answer(request: ChatRequest): AsyncGenerator<ChatDelta, ChatReply, void> {
    const { tools = [], toolChoice = 'auto', messages, schema } = request;
    const start = this.engine.meter;
    if (tools.length === 0 || toolChoice === 'none') {
      const grammar = schema === undefined ? undefined : grammarSchema(schema);
      return yield* this.text(request, start, {
        turns: turnsOf(messages),
        ...(grammar === undefined ? {} : { grammar: gbnf(grammar.schema), warnings: looseness(grammar.loosened) }),
      });
    }
    if (this.choose === 'trained') return yield* this.trained(request, tools, start);
    if (this.choose === 'decode') return yield* this.decoded(request, tools, start);
    // A model of this kind cannot plan a second step: what a tool answered is what it has to say.
    if (toolChoice === 'auto' && isAnswered(messages))
      return yield* this.text(request, start, { turns: turnsOf(messages) });
    const tool = await this.likeliestTool(request, tools);
    if (tool === undefined) return yield* this.text(request, start, { turns: turnsOf(messages) });
    return yield* this.called(request, tool, start);
  }

  private async likeliestTool(request: ChatRequest, tools: readonly ToolSpec[]): Promise<ToolSpec | undefined> {
    const { toolChoice = 'auto', signal } = request;
    if (typeof toolChoice === 'object') return tools.find(tool => tool.name === toolChoice.name);
    if (toolChoice === 'required' && tools.length === 1) return tools[0];
    const { engine } = this;
    const likelihood: Likelihood = {
      logprobs: (kind, prefix, continuation) =>
        engine.logprobs(kind === 'forward' ? 0 : 1, engine.tokenize(prefix), engine.tokenize(continuation), signal),
    };
    const { forward, backward } = this.choicePrompts;
    const anyTwo = ['a', '1'];
    await engine.begin(
      0,
      anyTwo.map(each => engine.tokenize(renderPrompt(forward, { function: each }))),
      signal,
    );
    await engine.begin(
      1,
      anyTwo.map(each => engine.tokenize(renderPrompt(backward, { request: each }))),
      signal,
    );
    const said = engine.detokenize(engine.tokenize(requestIn(request.messages)).slice(-longestScored)).trim();
    const { ranked, fits } = await chooseTool(
      likelihood,
      said,
      tools,
      this.weights,
      this.choicePrompts,
      this.baselines,
    );
    const [best] = ranked;
    return best === undefined || (toolChoice === 'auto' && !fits) ? undefined : best.tool;
  }

  /** One call to one tool: only its arguments are left to the model. */
  private async *called(request: ChatRequest, tool: ToolSpec, start: EngineMeter) {
    const said = cutTo(requestIn(request.messages), longestRequest);
    const task = argumentsTask(tool, said, this.grounding, this.argumentsPrompt);
    const anyTwo = ['a', '1'].map(text => [...task.turns.slice(0, -1), { type: 'user', text } as const]);
    await this.engine.begin(
      'conversation',
      anyTwo.map(turns => this.engine.renderChat(turns)),
      request.signal,
    );
    yield { type: 'tool-call', index: 0, name: tool.name } as const;
    const written = yield* this.pieces(
      request,
      task,
      text => ({ type: 'tool-call', index: 0, arguments: text }) as const,
    );
    const call = { id: callId(request), name: tool.name, arguments: written.text };
    return this.reply('', [call], written, start, looseness(task.loosened));
  }

  /** The model writes name and arguments, or an answer, under one grammar. Nothing is shown before it is whole. */
  private async *decoded(request: ChatRequest, tools: readonly ToolSpec[], start: EngineMeter) {
    const { schema, loosened } = grammarSchema(callSchema(tools, request.toolChoice));
    const system = request.messages.filter(message => message.role === 'system').map(message => message.content);
    const instruction = renderPrompt(this.decodePrompt, { tools: renderTools(tools) });
    const turns: ChatHistoryItem[] = [
      { type: 'system', text: [...system, instruction].join('\n\n') },
      ...turnsOf(request.messages.filter(message => message.role !== 'system')),
    ];
    const written = yield* this.pieces(request, { turns, grammar: gbnf(schema) }, () => undefined);
    const { content, toolCalls } = parseTextCalls(written.text, {
      tools,
      idPrefix: `call_${request.messages.length}_`,
    });
    if (content !== '') yield { type: 'text', text: content } as const;
    for (const [index, call] of toolCalls.entries()) {
      yield { type: 'tool-call', index, name: call.name, arguments: call.arguments } as const;
    }
    return this.reply(content, toolCalls, written, start, looseness(loosened));
  }

  private async *trained(request: ChatRequest, tools: readonly ToolSpec[], start: EngineMeter) {
    const { content, toolCalls, cut, confidence, loosened } = yield* this.caller.reply(request, tools);
    const written = { cut, logprobs: undefined, warnings: request.logprobs === undefined ? [] : [noLogprobs] };
    return { ...this.reply(content, toolCalls, written, start, looseness(loosened)), confidence };
  }

  private async *text(
    request: ChatRequest,
    start: EngineMeter,
    task: TextTask,
  ): AsyncGenerator<ChatDelta, ChatReply, void> {
    const written = yield* this.pieces(request, task, text => ({ type: 'text', text }) as const);
    return this.reply(written.text, [], written, start, task.warnings ?? []);
  }

  /** Generates text and yields what `show` makes of each piece of it. */
  private async *pieces(
    request: ChatRequest,
    { turns, grammar }: TextTask,
    show: (text: string) => ChatDelta | undefined,
  ): AsyncGenerator<ChatDelta, Written, void> {
    const prompt = this.engine.renderChat(turns);
    if (prompt.length >= this.engine.contextTokens)
      throw tooLong(this.options.id, prompt.length, this.engine.contextTokens);
    const { temperature = 0, seed, maxTokens = defaultMaxTokens, signal } = request;
    const withLogprobs = request.logprobs !== undefined && grammar === undefined;
    const stop = stopText(grammar === undefined ? (request.stop ?? []) : []);
    const logprobs: TokenLogprob[] = [];
    let before: readonly Token[] = [];
    let pending: Token[] = [];
    let text = '';
    let count = 0;
    const tokens = this.engine.generate(prompt, {
      temperature,
      maxTokens,
      ...(seed === undefined ? {} : { seed }),
      ...(grammar === undefined ? {} : { grammar }),
      ...(withLogprobs ? { logprobs: request.logprobs } : {}),
      ...(signal === undefined ? {} : { signal }),
    });
    for await (const step of tokens) {
      count += 1;
      if (withLogprobs) logprobs.push(this.logprob(step));
      pending.push(step.token);
      const piece = this.engine.detokenize(pending, before);
      if (piece.endsWith('\uFFFD')) continue; // the rest of a character is still to come
      before = pending;
      pending = [];
      const shown = stop.push(piece);
      text += shown;
      const delta = shown === '' ? undefined : show(shown);
      if (delta !== undefined) yield delta;
      if (stop.stopped) break;
    }
    const rest = stop.stopped ? '' : stop.push(this.engine.detokenize(pending, before)) + stop.end();
    const last = rest === '' ? undefined : show(rest);
    if (last !== undefined) yield last;
    const room = Math.min(maxTokens, this.engine.contextTokens - prompt.length);
    const warnings = request.logprobs !== undefined && !withLogprobs ? [noLogprobs] : [];
    return {
      text: text + rest,
      cut: !stop.stopped && count >= room,
      logprobs: withLogprobs ? logprobs : undefined,
      warnings,
    };
  }

  private logprob(step: {
    token: Token;
    logprob?: number;
    alternatives?: readonly { token: Token; logprob: number }[];
  }) {
    const alternatives = (step.alternatives ?? []).map(({ token, logprob }) => ({
      token: this.engine.detokenize([token]),
      logprob,
    }));
    return { token: this.engine.detokenize([step.token]), logprob: step.logprob ?? 0, alternatives };
  }

  private reply(
    content: string,
    toolCalls: readonly ToolCall[],
    written: Omit<Written, 'text'>,
    start: EngineMeter,
    warnings: readonly string[],
  ): ChatReply {
    const { evaluated, reused, generated } = this.engine.meter;
    const cached = reused - start.reused;
    return {
      message: { role: 'assistant', content, toolCalls },
      finish: written.cut ? 'length' : toolCalls.length > 0 ? 'tool-calls' : 'stop',
      usage: {
        inputTokens: evaluated - start.evaluated + cached,
        outputTokens: generated - start.generated,
        cachedInputTokens: cached,
        counted: true,
      },
      ...(written.logprobs === undefined ? {} : { logprobs: written.logprobs }),
      warnings: [...warnings, ...written.warnings],
    };
  }
}

interface Written {
  readonly text: string;
  /** Ended by `maxTokens` or the context, not by the model. */
  readonly cut: boolean;
  readonly logprobs: readonly TokenLogprob[] | undefined;
  readonly warnings: readonly string[];
}

const noLogprobs = 'no logprobs are reported for constrained text';

/** Tokens of a request that take part in choosing; the end of a long one is what it asks for. */
const longestScored = 400;
/** Characters of it that take part in filling arguments. */
const longestRequest = 2_000;

function cutTo(text: string, length: number): string {
  return text.length <= length ? text : text.slice(-length);
}

function callId(request: ChatRequest): string {
  return `call_${request.messages.length}_0`;
}

function looseness(loosened: readonly string[]): readonly string[] {
  return loosened.length === 0 ? [] : [`the grammar does not hold these schema keywords: ${loosened.join(', ')}`];
}

function tooLong(id: string, promptTokens: number, contextTokens: number): ModelFailed {
  return new ModelFailed(
    `the prompt has ${promptTokens} tokens and the context of ${id} holds ${contextTokens}; offer fewer tools or select it with ?context=<tokens>`,
  );
}
