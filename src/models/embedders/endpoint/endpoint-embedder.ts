import { type Clock, mapPool, type Random, sha256 } from '../../../base/index.js';
import type { Price } from '../../chat-model.js';
import type { Embedder, EmbeddingPurpose } from '../../embedder.js';
import { estimateTokens } from '../../estimate-tokens.js';
import type { Budget } from '../../limited/budget.js';
import { parseBaseUrl } from '../../providers/endpoint-name.js';
import { jsonObjectIn } from '../../providers/json-object-in.js';
import { openAiAccess } from '../../providers/openai/access.js';
import { notUnderstood, postForEvents, type ServerAccess } from '../../providers/post-for-events.js';
import { unit } from '../unit.js';
import { batchesOf } from './batches.js';
import { type Embeddings, embeddingsIn } from './embeddings-reply.js';

export interface EndpointEmbedderOptions {
  readonly model: string;
  /** Everything before `/embeddings`; mostly ends in `/v1`. */
  readonly baseUrl: string;
  readonly key?: string | undefined;
  /** What to do about a missing or wrong key, for messages. */
  readonly keyAdvice?: string;
  /** Asked of the server; without it the server is asked once how many its vectors have. */
  readonly dimensions?: number | undefined;
  /** Put before texts of each purpose, where a model wants that: `query: ` and `passage: ` for the E5 family. */
  readonly prefixes?: Partial<Readonly<Record<EmbeddingPurpose, string>>>;
  /** Most texts in one request. */
  readonly batch?: number | undefined;
  /** Most requests at once. */
  readonly concurrency?: number;
  readonly budget?: Budget | undefined;
  readonly price?: Price | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs?: number | undefined;
  readonly attempts?: number;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly onNotice?: ((notice: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const usualBatch = 96;
/** Of all texts of a request: servers limit its tokens, mostly to 300,000 or more. */
const batchCharacters = 200_000;

/**
 * Embeddings from any server that speaks OpenAI's protocol. Network trouble and refusals that may pass are retried.
 *
 * @throws ModelFailed when the server cannot be asked for its dimensions.
 */
export async function openEndpointEmbedder(options: EndpointEmbedderOptions): Promise<Embedder> {
  const { model, prefixes = {}, batch = usualBatch, concurrency = 2 } = options;
  const baseUrl = parseBaseUrl(options.baseUrl);
  const access = openAiAccess(baseUrl, '/embeddings', 120_000, options);
  const dimensions = options.dimensions ?? (await embeddings(['dimensions'], access, options)).dimensions;

  async function vectorsOf(
    texts: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<readonly Float32Array[]> {
    const { vectors, dimensions: given } = await embeddings(texts, access, { ...options, signal });
    if (given === dimensions) return vectors;
    throw notUnderstood(access, `a vector of ${given} dimensions`, `one of ${dimensions}`);
  }

  return {
    name: `openai-${model}-${dimensions}-${sha256(JSON.stringify([baseUrl, prefixes])).slice(0, 8)}`,
    dimensions,
    async embed(texts, purpose, signal) {
      const prefix = prefixes[purpose] ?? '';
      const made: Float32Array[] = texts.map(() => new Float32Array(dimensions));
      // Servers refuse empty texts.
      const asked = texts.flatMap((text, place) => (text.trim() === '' ? [] : [{ place, text: `${prefix}${text}` }]));
      const batches = batchesOf(asked, ({ text }) => text.length, { count: batch, size: batchCharacters });
      await mapPool(
        batches,
        concurrency,
        async (part, _index, poolSignal) => {
          const vectors = await vectorsOf(
            part.map(({ text }) => text),
            poolSignal,
          );
          for (const [i, { place }] of part.entries()) made[place] = vectors[i] as Float32Array;
        },
        signal === undefined ? {} : { signal },
      );
      return made;
    },
  };
}

async function embeddings(
  texts: readonly string[],
  access: ServerAccess,
  { model, dimensions, budget, price, signal }: EndpointEmbedderOptions,
): Promise<Embeddings> {
  const inputTokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
  // A reply has no tokens, but a call that could have none would fit a budget that is spent.
  const allowed = await budget?.allow({ inputTokens, maxTokens: 1, price }, signal);
  let usage = { inputTokens, outputTokens: 0, counted: false };
  try {
    const body = { model, input: texts, encoding_format: 'float', ...(dimensions === undefined ? {} : { dimensions }) };
    for await (const { data } of postForEvents(access, body, signal)) {
      const reply = jsonObjectIn(data);
      const found = reply === undefined ? undefined : embeddingsIn(reply, texts.length);
      if (found === undefined) throw notUnderstood(access, data, `a list of ${texts.length} embeddings`);
      if (found.tokens !== undefined) usage = { inputTokens: found.tokens, outputTokens: 0, counted: true };
      return { ...found, vectors: found.vectors.map(unit) };
    }
    throw notUnderstood(access, '', 'a list of embeddings');
  } finally {
    allowed?.settle(usage);
  }
}
