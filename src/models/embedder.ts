/** What a text is embedded for; some models put another instruction before each. */
export type EmbeddingPurpose = 'query' | 'document';

/** Turns texts into vectors that lie close together when the texts mean nearly the same. */
export interface Embedder {
  /** Of the model and everything that changes its vectors: vectors of equal names may be compared and kept. */
  readonly name: string;
  readonly dimensions: number;
  /** One vector of length 1 for each text, in order; a text without any known word gets zeros. */
  embed(texts: readonly string[], purpose: EmbeddingPurpose, signal?: AbortSignal): Promise<readonly Float32Array[]>;
  /** Frees what the embedder holds; it embeds nothing afterwards. */
  close?(): Promise<void>;
}
