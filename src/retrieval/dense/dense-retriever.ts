import { UsageError } from '../../base/index.js';
import type { Embedder } from '../../models/index.js';
import { foundHits } from '../backends/found-hits.js';
import type { Retriever } from '../retriever.js';
import type { RetrieverSource } from '../retriever-source.js';
import { type DenseIndex, denseIndex } from './dense-index.js';
import { openVectors } from './open-vectors.js';

export interface DenseOptions {
  /** A cosine below it is no evidence. */
  readonly floor?: number;
}

/**
 * What texts that have nothing to do with each other reach now and then. A dense retriever finds something for most
 * requests, whether or not anything fits: nearness is all it knows.
 */
const usualFloor = 0.2;

/** Finds APIs whose texts mean nearly what the request says, by the cosine of their vectors. */
export function denseRetriever(
  index: DenseIndex,
  embedder: Embedder,
  source: Pick<RetrieverSource, 'load' | 'variants'>,
  { floor = usualFloor }: DenseOptions = {},
): Retriever {
  return {
    async search(query, k, options = {}) {
      const [vector] = await embedder.embed([query], 'query', options.signal);
      if (vector === undefined || vector.every(component => component === 0)) return [];
      const rank = async (most: number) =>
        index
          .top(vector, most)
          .filter(({ score }) => score >= floor)
          .map(({ document, score }) => ({ id: index.idOf(document), score }));
      return foundHits(rank, k, source, options);
    },
  };
}

/** Over all collections of a source, with its embedder; vectors that are missing are made first. */
export async function openDenseRetriever(source: RetrieverSource): Promise<Retriever> {
  const { index, embedder } = await openDenseIndex(source);
  return denseRetriever(index, embedder, source);
}

/** The index over the vectors of all collections of a source, and the embedder that made them. */
export async function openDenseIndex(
  source: RetrieverSource,
): Promise<{ readonly index: DenseIndex; readonly embedder: Embedder }> {
  if (source.embedder === undefined) throw new UsageError('a dense retriever needs an embedder; name one');
  const embedder = await source.embedder();
  return { index: denseIndex(await openVectors(source, embedder)), embedder };
}
