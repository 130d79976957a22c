import { loadBinding, type Token } from './binding.js';
import { Engine } from './engine.js';
import { runtimeVersion } from './find-runtime.js';
import { gbnf } from './gbnf.js';

export interface MeasureOptions {
  /** Entry file of the runtime. */
  readonly runtime: string;
  readonly modelPath: string;
  readonly loraPath?: string;
  readonly threads: number;
  /** Also run with this many threads, to see what too many cost. */
  readonly otherThreads?: number;
  readonly signal?: AbortSignal;
}

/** What a model in this process takes. Times in milliseconds, rates in tokens a second. */
export interface LlamaMeasurement {
  readonly runtimeVersion: string | undefined;
  readonly threads: number;
  readonly importMs: number;
  readonly runtimeMs: number;
  readonly modelMs: number;
  readonly contextMs: number;
  /** Extra time to make the context when there is an adapter. */
  readonly loraMs?: number;
  readonly promptTokens: number;
  readonly prefillPerSecond: number;
  readonly decodePerSecond: number;
  /** With a grammar that allows any string. */
  readonly constrainedPerSecond: number;
  /** The same prompt again, to its first token. */
  readonly reusedPromptMs: number;
  readonly otherThreads?: { readonly threads: number; readonly decodePerSecond: number };
}

const promptTokens = 512;
const decodedTokens = 32;
/** The run with other threads ends here: too many threads make a token take seconds. */
const otherThreadsMs = 4_000;

/** Measures start-up, reading and writing on this machine, now. Takes a few seconds; longer while other work runs. */
export async function measureLlama(options: MeasureOptions): Promise<LlamaMeasurement> {
  const { runtime, modelPath, loraPath, threads, otherThreads, signal } = options;
  const base = { modelPath, contextTokens: 1_024, ...(signal === undefined ? {} : { signal }) };
  const started = performance.now();
  const binding = await loadBinding(runtime);
  const imported = performance.now();
  const { engine, took } = await opened(binding, { ...base, threads });
  const measured = await using(engine, () => speeds(engine, signal));
  const lora = loraPath === undefined ? undefined : await opened(binding, { ...base, threads, loraPath });
  await lora?.engine.close();
  const other = otherThreads === undefined ? undefined : await opened(binding, { ...base, threads: otherThreads });
  const otherRate = other === undefined ? 0 : await using(other.engine, () => boundedRate(other.engine));
  return {
    runtimeVersion: runtimeVersion(runtime),
    threads,
    importMs: imported - started,
    runtimeMs: took.runtime,
    modelMs: took.model,
    contextMs: took.context,
    ...(lora === undefined ? {} : { loraMs: lora.took.context - took.context }),
    ...measured,
    ...(otherThreads === undefined ? {} : { otherThreads: { threads: otherThreads, decodePerSecond: otherRate } }),
  };
}

type Parts = Record<'runtime' | 'model' | 'context', number>;

async function opened(binding: Parameters<typeof Engine.open>[0], options: Parameters<typeof Engine.open>[1]) {
  const took: Parts = { runtime: 0, model: 0, context: 0 };
  let last = performance.now();
  const onReady = (part: keyof Parts) => {
    took[part] = performance.now() - last;
    last = performance.now();
  };
  return { engine: await Engine.open(binding, { ...options, onReady }), took };
}

async function using<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await engine.close();
  }
}

async function speeds(engine: Engine, signal: AbortSignal | undefined) {
  const prompt = samplePrompt(engine);
  const read = await firstTokenMs(engine, prompt, signal);
  const again = await firstTokenMs(engine, prompt, signal);
  const any = gbnf({ kind: 'string', minLength: 4 * decodedTokens, maxLength: 16 * decodedTokens });
  return {
    promptTokens: prompt.length,
    prefillPerSecond: (1_000 * prompt.length) / read,
    reusedPromptMs: again,
    decodePerSecond: await decodeRate(engine, prompt, undefined, signal),
    constrainedPerSecond: await decodeRate(engine, prompt, any, signal),
  };
}

function samplePrompt(engine: Engine): Token[] {
  const sentence = 'A small monkey carries a basket of fruit across the river and counts what is left. ';
  return engine.tokenize(sentence.repeat(promptTokens / 8)).slice(0, promptTokens);
}

async function firstTokenMs(
  engine: Engine,
  prompt: readonly Token[],
  signal: AbortSignal | undefined,
): Promise<number> {
  const started = performance.now();
  const tokens = engine.generate(prompt, { temperature: 0, maxTokens: 1, ...(signal === undefined ? {} : { signal }) });
  for await (const _token of tokens) break;
  return performance.now() - started;
}

/** Tokens a second after the first one, which also pays for the prompt. */
async function decodeRate(
  engine: Engine,
  prompt: readonly Token[],
  grammar: string | undefined,
  signal: AbortSignal | undefined,
) {
  const options = { temperature: 0, maxTokens: decodedTokens, ...(grammar === undefined ? {} : { grammar }) };
  const tokens = engine.generate(prompt, { ...options, ...(signal === undefined ? {} : { signal }) });
  let first = 0;
  let count = -1;
  for await (const _token of tokens) {
    count += 1;
    if (count === 0) first = performance.now();
  }
  return (1_000 * Math.max(count, 0)) / (performance.now() - first);
}

async function boundedRate(engine: Engine): Promise<number> {
  const started = performance.now();
  let count = 0;
  for await (const _token of engine.generate(engine.tokenize('Once'), { temperature: 0, maxTokens: decodedTokens })) {
    count += 1;
    if (performance.now() - started > otherThreadsMs) break;
  }
  return (1_000 * count) / (performance.now() - started);
}
