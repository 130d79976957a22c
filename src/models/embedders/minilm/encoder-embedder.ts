import { createPool, mapPool } from '../../../base/index.js';
import type { Embedder } from '../../embedder.js';
import { ModelFailed } from '../../model-failed.js';
import type { BertTokenizer } from '../tokenizer/bert-tokenizer.js';
import { unit } from '../unit.js';

/** Runs one framed text through the network. Not for concurrent use. */
export type Encode = (tokens: readonly number[]) => Promise<readonly number[]>;

export interface EncoderOptions {
  readonly name: string;
  readonly dimensions: number;
  readonly tokenizer: BertTokenizer;
  /** Of a text, its frame included. */
  readonly maxTokens: number;
  /** One or several; each does one text at a time. */
  readonly encoders: readonly Encode[];
  close(): Promise<void>;
}

/** An embedder over a BERT encoder that gives one vector for a text. Queries and documents are treated alike. */
export function encoderEmbedder(options: EncoderOptions): Embedder {
  const { tokenizer, maxTokens, dimensions } = options;
  const { ids, unknownId } = tokenizer.options.vocabulary;
  const [start, end] = [ids.get('[CLS]') as number, ids.get('[SEP]') as number];
  const idle = [...options.encoders];
  const pool = createPool(options.encoders.length);
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  async function vectorOf(text: string, signal: AbortSignal | undefined): Promise<Float32Array> {
    const tokens = tokenizer.encode(text).slice(0, maxTokens - 2);
    if (tokens.every(token => token === unknownId)) return new Float32Array(dimensions);
    return pool.run(async () => {
      const encode = idle.pop() as Encode; // the pool lets in as many as there are
      try {
        return unit(Float32Array.from(await encode([start, ...tokens, end])));
      } finally {
        idle.push(encode);
      }
    }, signal);
  }

  return {
    name: options.name,
    dimensions,
    async embed(texts, _purpose, signal) {
      if (closing !== undefined) throw new ModelFailed(`${options.name} is closed`);
      const work = mapPool(texts, options.encoders.length, text => vectorOf(text, signal), signal ? { signal } : {});
      underWay.add(work);
      return work.finally(() => underWay.delete(work));
    },
    close() {
      closing ??= Promise.allSettled(underWay).then(() => options.close());
      return closing;
    },
  };
}
