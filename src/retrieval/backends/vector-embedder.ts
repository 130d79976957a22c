import { UsageError } from '../../base/index.js';
import type { Embedder } from '../../models/index.js';
import type { RetrieverSource } from '../retriever-source.js';

/** What makes the vectors that an engine searches beside words; `undefined` where it searches words alone. */
export async function vectorEmbedder({
  backends,
  embedder,
}: Pick<RetrieverSource, 'backends' | 'embedder'>): Promise<Embedder | undefined> {
  if (!backends?.vectors) return undefined;
  if (embedder === undefined) throw new UsageError('vectors beside words need an embedder; name one');
  return embedder();
}
