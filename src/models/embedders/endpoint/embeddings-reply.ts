import { isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';

/** Vectors as a server gave them, in the order of the texts. */
export interface Embeddings {
  readonly vectors: readonly Float32Array[];
  /** All have as many; at least one. */
  readonly dimensions: number;
  /** That the server counted, where it says. */
  readonly tokens?: number;
}

/** The vectors in a reply to `count` texts; `undefined` when it is not exactly one for each, all finite and of one length. */
export function embeddingsIn(reply: JsonObject, count: number): Embeddings | undefined {
  const { data, usage } = reply;
  if (!Array.isArray(data) || data.length !== count) return undefined;
  const vectors: Float32Array[] = [];
  for (const [place, entry] of (data as readonly JsonValue[]).entries()) {
    if (!isJsonObject(entry)) return undefined;
    const index = entry['index'] ?? place; // servers that leave it out keep the order
    const vector = vectorIn(entry['embedding']);
    if (typeof index !== 'number' || vector === undefined || vectors[index] !== undefined) return undefined;
    vectors[index] = vector;
  }
  const dimensions = vectors[0]?.length ?? 0;
  const whole = Array.from(vectors); // an index beyond the end leaves a gap
  if (dimensions === 0 || whole.length !== count || whole.some(vector => vector?.length !== dimensions))
    return undefined;
  const tokens = isJsonObject(usage) ? usage['prompt_tokens'] : undefined;
  return { vectors, dimensions, ...(typeof tokens === 'number' && tokens >= 0 ? { tokens } : {}) };
}

function vectorIn(value: JsonValue | undefined): Float32Array | undefined {
  if (!Array.isArray(value)) return undefined;
  const vector = Float32Array.from(value as readonly number[]);
  const isNumbers = (value as readonly JsonValue[]).every(each => typeof each === 'number');
  return isNumbers && vector.every(Number.isFinite) ? vector : undefined;
}
