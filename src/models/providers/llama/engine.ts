import type {
  BoundChatWrapper,
  BoundContext,
  BoundLlama,
  BoundModel,
  BoundSequence,
  ChatHistoryItem,
  ControlledInput,
  ControlledOutput,
  LlamaBinding,
  Token,
} from './binding.js';
import type { KeptStates } from './kept-states.js';

export interface EngineOptions {
  readonly modelPath: string;
  /** Path of a LoRA adapter (GGUF), applied when the context is made. */
  readonly loraPath?: string;
  /** At most what the model was trained for; the runtime may round it up to a multiple of 256. */
  readonly contextTokens: number;
  /** Never more than the cores there are: the threads would wait for each other, and a call take a hundred times longer. */
  readonly threads: number;
  /** Where beginnings of prompts that never change are kept between processes. */
  readonly states?: KeptStates;
  readonly onLog?: (message: string) => void;
  /** Told when each part stands, in this order. */
  readonly onReady?: (part: 'runtime' | 'model' | 'context') => void;
  readonly signal?: AbortSignal;
}

export interface GenerateOptions {
  /** GBNF. Without one the text is free. */
  readonly grammar?: string;
  readonly temperature: number;
  readonly seed?: number;
  readonly maxTokens: number;
  /**
   * Likeliest alternatives to report for each token, beside the chosen one. Probabilities are those of the sampling in
   * force: at a temperature above 0 the runtime drops unlikely tokens first. Not together with a grammar.
   */
  readonly logprobs?: number;
  readonly signal?: AbortSignal;
}

export interface GeneratedToken {
  readonly token: Token;
  readonly logprob?: number;
  readonly alternatives?: readonly { readonly token: Token; readonly logprob: number }[];
}

/** Tokens a model has worked on since it was loaded. */
export interface EngineMeter {
  readonly evaluated: number;
  /** Given again and found in the context. */
  readonly reused: number;
  readonly generated: number;
}

/** Prompts are read in pieces of this many tokens, so that an abort is noticed within a second. */
const pieceTokens = 256;

/** Tokens of the context that texts are scored in. */
export const scoringTokens = 1_024;

/** Which kind of prompt a text is scored after; each kind keeps what it read last. */
export type Lane = 0 | 1;

/** A shorter beginning is read again sooner than its state is found. */
const shortestState = 32;
const lanes = 2;

/**
 * One GGUF model. What was read last stays in the context, and only what differs from it is read again; scored texts
 * have a small context of their own, so that they and the conversation do not displace each other. Not for concurrent
 * use: a caller queues its work.
 */
export class Engine {
  private evaluated = 0;
  private reused = 0;
  private generated = 0;
  private scoring: readonly BoundSequence[] | undefined;

  private constructor(
    private readonly binding: LlamaBinding,
    private readonly llama: BoundLlama,
    private readonly model: BoundModel,
    private readonly context: BoundContext,
    private readonly sequence: BoundSequence,
    private readonly chatWrapper: BoundChatWrapper,
    private readonly options: EngineOptions,
  ) {}

  static async open(binding: LlamaBinding, options: EngineOptions): Promise<Engine> {
    const { modelPath, threads, onLog = () => {}, onReady = () => {}, signal } = options;
    const llama = await binding.getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      maxThreads: threads,
      logLevel: 'error',
      logger: (_level, message) => onLog(message.trim()),
    });
    onReady('runtime');
    try {
      const model = await llama.loadModel({ modelPath, gpuLayers: 0, ...(signal ? { loadSignal: signal } : {}) });
      onReady('model');
      const context = await newContext(model, options, options.contextTokens, 1);
      onReady('context');
      const wrapper = binding.resolveChatWrapper(model);
      return new Engine(binding, llama, model, context, context.getSequence(), wrapper, options);
    } catch (thrown) {
      await llama.dispose();
      throw thrown;
    }
  }

  get contextTokens(): number {
    return this.context.contextSize;
  }

  get meter(): EngineMeter {
    return { evaluated: this.evaluated, reused: this.reused, generated: this.generated };
  }

  /** Text as text: words that look like the model's control tokens stay words. */
  tokenize(text: string): Token[] {
    return this.model.tokenize(text, false);
  }

  /** A control token of the vocabulary by its name, such as `<|im_end|>`; as text where it has none of that name. */
  control(name: string): Token[] {
    return this.model.tokenize(name, true);
  }

  /** `before` are the tokens before, which some vocabularies need to place spaces. */
  detokenize(tokens: readonly Token[], before: readonly Token[] = []): string {
    return this.model.detokenize(tokens, false, before);
  }

  isEnd(token: Token): boolean {
    return this.model.isEogToken(token);
  }

  /** The conversation in the model's own template, ready for its next turn. */
  renderChat(turns: readonly ChatHistoryItem[]): Token[] {
    const history: ChatHistoryItem[] = [...turns, { type: 'model', response: [] }];
    const tokens = this.chatWrapper
      .generateContextState({ chatHistory: history })
      .contextText.tokenize(this.model.tokenizer);
    const { bos } = this.model.tokens;
    // The runtime adds a first token that templates of models like the embedded one write themselves.
    return bos !== null && tokens[0] === bos && tokens[1] === bos ? tokens.slice(1) : tokens;
  }

  /**
   * Has a lane, or the conversation, begin with what all of `prompts` (two or more) have in common. Reads nothing when
   * the lane has been used already, or when that beginning was kept by an earlier process.
   */
  async begin(
    where: Lane | 'conversation',
    prompts: readonly (readonly Token[])[],
    signal?: AbortSignal,
  ): Promise<void> {
    const { states } = this.options;
    const sequence = await this.sequenceOf(where);
    const tokens = commonStart(prompts);
    if (states === undefined || sequence.nextTokenIndex > 0 || tokens.length < shortestState) return;
    if (await states.load(sequence, tokens)) return;
    await this.read(sequence, tokens, signal);
    await states.save(sequence, tokens);
  }

  /**
   * Natural logarithm of the probability of each token of `continuation` after `prefix` (at least one token). Both
   * together hold at most `scoringTokens` in a lane, and at most the context's in the conversation.
   */
  async logprobs(
    where: Lane | 'conversation',
    prefix: readonly Token[],
    continuation: readonly Token[],
    signal?: AbortSignal,
  ): Promise<number[]> {
    const sequence = await this.sequenceOf(where);
    const tokens = [...prefix, ...continuation];
    const first = prefix.length - 1;
    const start = await this.keepCommon(sequence, tokens, first);
    await this.read(sequence, tokens.slice(start, first), signal);
    // The runtime gives the largest logit only where it is asked for besides; greedily selected, it is that of the token
    // selected. What the lanes compare was fitted without it, so they go on without it.
    const greedy = where === 'conversation' ? { includeSelected: true as const } : {};
    const input = tokens.slice(first, -1).map((token, i): ControlledInput => {
      const filter = { tokens: [tokens[first + i + 1] as Token], includeMax: true as const, ...greedy };
      return [token, { generateNext: { logits: { filter }, totalLogitWeight: true } }];
    });
    this.evaluated += input.length;
    const output = await sequence.controlledEvaluate(input);
    return continuation.map((token, i) => logprobOf(token, output[i]));
  }

  /**
   * The tokens that follow the prompt, the end token not among them. Ends without one when `maxTokens` or the context
   * is spent.
   */
  async *generate(prompt: readonly Token[], options: GenerateOptions): AsyncGenerator<GeneratedToken, void, undefined> {
    const last = prompt.length - 1;
    const start = await this.keepCommon(this.sequence, prompt, last);
    await this.read(this.sequence, prompt.slice(start, last), options.signal);
    this.evaluated += 1;
    const room = Math.min(options.maxTokens, this.contextTokens - prompt.length);
    const steps =
      options.logprobs === undefined
        ? this.sample(prompt[last] as Token, options)
        : this.sampleWithLogprobs(prompt[last] as Token, options, options.logprobs);
    let count = 0;
    if (room <= 0) return;
    for await (const step of steps) {
      options.signal?.throwIfAborted();
      this.generated += 1;
      if (this.isEnd(step.token)) return;
      yield step;
      count += 1;
      if (count >= room) return;
    }
  }

  async close(): Promise<void> {
    await this.llama.dispose();
  }

  private async *sample(last: Token, { grammar, temperature, seed }: GenerateOptions): AsyncGenerator<GeneratedToken> {
    const tokens = this.sequence.evaluate([last], {
      temperature,
      yieldEogToken: true,
      ...(seed === undefined ? {} : { seed }),
      ...(grammar === undefined ? {} : { grammarEvaluationState: await this.grammarState(grammar) }),
    });
    for await (const token of tokens) yield { token };
  }

  private async *sampleWithLogprobs(
    last: Token,
    { temperature, seed }: GenerateOptions,
    count: number,
  ): AsyncGenerator<GeneratedToken> {
    let current = last;
    for (let step = 0; ; step += 1) {
      // A seed for each step: one seed for all would draw the same quantile at every token.
      const sampling = { temperature, ...(seed === undefined ? {} : { seed: seed + step }) };
      const input: ControlledInput = [
        current,
        {
          generateNext: {
            token: true,
            totalLogitWeight: true,
            logits: { filter: { tokens: [], includeMax: true, includeSelected: true, includeTop: count } },
            options: sampling,
          },
        },
      ];
      const [output] = await this.sequence.controlledEvaluate([input]);
      const token = output?.next.token;
      if (output === undefined || token === undefined || token === null) return;
      const alternatives = [...(output.next.logits?.keys() ?? [])]
        .map(alternative => ({ token: alternative, logprob: logprobOf(alternative, output) }))
        .sort((a, b) => b.logprob - a.logprob);
      yield { token, logprob: logprobOf(token, output), alternatives };
      current = token;
    }
  }

  private async grammarState(grammar: string): Promise<object> {
    const compiled = await this.llama.createGrammar({ grammar });
    return new this.binding.LlamaGrammarEvaluationState({ model: this.model, grammar: compiled });
  }

  private async sequenceOf(where: Lane | 'conversation'): Promise<BoundSequence> {
    return where === 'conversation' ? this.sequence : this.scoringSequence(where);
  }

  private async scoringSequence(lane: Lane): Promise<BoundSequence> {
    if (this.scoring === undefined) {
      const context = await newContext(this.model, this.options, scoringTokens, lanes);
      this.scoring = Array.from({ length: lanes }, () => context.getSequence());
    }
    return this.scoring[lane] as BoundSequence;
  }

  /** Keeps of a sequence what is the beginning of `tokens`, at most `most` of them; gives how many that are. */
  private async keepCommon(sequence: BoundSequence, tokens: readonly Token[], most: number): Promise<number> {
    const common = Math.min(sequence.compareContextTokens([...tokens]).firstDifferentIndex, most);
    const end = sequence.nextTokenIndex;
    if (common < end) await sequence.eraseContextTokenRanges([{ start: common, end }]);
    this.reused += common;
    return common;
  }

  private async read(
    sequence: BoundSequence,
    tokens: readonly Token[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    for (let at = 0; at < tokens.length; at += pieceTokens) {
      signal?.throwIfAborted();
      const piece = tokens.slice(at, at + pieceTokens);
      await sequence.evaluateWithoutGeneratingNewTokens(piece);
      this.evaluated += piece.length;
    }
    signal?.throwIfAborted();
  }
}

function commonStart([first = [], ...others]: readonly (readonly Token[])[]): readonly Token[] {
  const end = first.findIndex((token, i) => others.some(other => other[i] !== token));
  return end === -1 ? first : first.slice(0, end);
}

function newContext(
  model: BoundModel,
  options: EngineOptions,
  tokens: number,
  sequences: number,
): Promise<BoundContext> {
  const { threads, loraPath, signal } = options;
  return model.createContext({
    contextSize: Math.min(tokens, model.trainContextSize),
    threads,
    sequences,
    batchSize: 512,
    ...(loraPath === undefined ? {} : { lora: { adapters: [{ filePath: loraPath }] } }),
    ...(signal === undefined ? {} : { createSignal: signal }),
  });
}

function logprobOf(token: Token, output: ControlledOutput | undefined): number {
  const { logits, totalLogitWeight } = output?.next ?? {};
  const logit = logits?.get(token);
  if (logits === undefined || logit === undefined || totalLogitWeight === undefined) {
    throw new Error(`the runtime gave no logit for token ${token}`);
  }
  return logit - Math.max(...logits.values()) - Math.log(totalLogitWeight);
}
