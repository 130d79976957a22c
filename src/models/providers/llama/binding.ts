import { pathToFileURL } from 'node:url';

/** A token's number in the model's vocabulary. */
export type Token = number;

/** What this provider uses of the `node-llama-cpp` module, which is fetched at run time and so has no types here. */
export interface LlamaBinding {
  getLlama(options: {
    readonly gpu: false;
    readonly build: 'never';
    readonly skipDownload: true;
    readonly progressLogs: false;
    readonly maxThreads: number;
    readonly logLevel: string;
    readonly logger: (level: string, message: string) => void;
  }): Promise<BoundLlama>;
  resolveChatWrapper(model: BoundModel): BoundChatWrapper;
  readonly LlamaGrammarEvaluationState: new (options: { model: BoundModel; grammar: object }) => object;
}

export interface BoundLlama {
  loadModel(options: { modelPath: string; gpuLayers: 0; loadSignal?: AbortSignal }): Promise<BoundModel>;
  createGrammar(options: { grammar: string }): Promise<object>;
  dispose(): Promise<void>;
}

export interface BoundModel {
  readonly trainContextSize: number;
  readonly tokenizer: unknown;
  readonly tokens: { readonly bos: Token | null };
  tokenize(text: string, specialTokens?: boolean): Token[];
  detokenize(tokens: readonly Token[], specialTokens?: boolean, lastTokens?: readonly Token[]): string;
  isEogToken(token: Token): boolean;
  createContext(options: {
    contextSize: number;
    threads: number;
    sequences: number;
    batchSize: number;
    lora?: { adapters: { filePath: string }[] };
    createSignal?: AbortSignal;
  }): Promise<BoundContext>;
  createEmbeddingContext(options: {
    contextSize: number;
    batchSize: number;
    threads: number;
    createSignal?: AbortSignal;
  }): Promise<BoundEmbeddingContext>;
}

/** Does one text at a time. */
export interface BoundEmbeddingContext {
  /** The vector is as long as the model makes it. */
  getEmbeddingFor(tokens: Token[]): Promise<{ readonly vector: readonly number[] }>;
}

export interface BoundContext {
  readonly contextSize: number;
  getSequence(): BoundSequence;
  dispose(): Promise<void>;
}

export interface BoundSequence {
  readonly nextTokenIndex: number;
  compareContextTokens(tokens: Token[]): { readonly firstDifferentIndex: number };
  eraseContextTokenRanges(ranges: { start: number; end: number }[]): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: Token[]): Promise<void>;
  evaluate(
    tokens: Token[],
    options: { temperature: number; seed?: number; grammarEvaluationState?: object; yieldEogToken: true },
  ): AsyncGenerator<Token, void, undefined>;
  saveStateToFile(path: string): Promise<unknown>;
  loadStateFromFile(path: string, risk: { acceptRisk: true }): Promise<void>;
  controlledEvaluate(input: ControlledInput[]): Promise<(ControlledOutput | undefined)[]>;
}

export type ControlledInput =
  | Token
  | [Token, { generateNext: { token?: true; totalLogitWeight?: true; logits?: LogitFilter; options?: Sampling } }];

interface LogitFilter {
  filter: { tokens: Token[]; includeMax: true; includeSelected?: true; includeTop?: number };
}

interface Sampling {
  temperature: number;
  seed?: number;
}

export interface ControlledOutput {
  readonly next: {
    readonly token?: Token | null;
    readonly logits?: ReadonlyMap<Token, number>;
    /** Sum of exp(logit - largest logit) over the vocabulary. */
    readonly totalLogitWeight?: number;
  };
}

export interface BoundChatWrapper {
  generateContextState(options: { chatHistory: ChatHistoryItem[] }): {
    contextText: { tokenize(tokenizer: unknown): Token[] };
  };
}

export type ChatHistoryItem =
  | { type: 'system'; text: string }
  | { type: 'user'; text: string }
  | { type: 'model'; response: string[] };

/** Imports the runtime from where it lies (an absolute path of its entry file). */
export async function loadBinding(entry: string): Promise<LlamaBinding> {
  return (await import(pathToFileURL(entry).href)) as LlamaBinding;
}
