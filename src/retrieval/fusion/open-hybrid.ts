import { openDenseIndex } from '../dense/dense-retriever.js';
import { openLexical } from '../lexical/open-lexical.js';
import type { Retriever } from '../retriever.js';
import type { RetrieverSource } from '../retriever-source.js';
import { denseArms } from './dense-arms.js';
import { fusedRetriever } from './fused-retriever.js';
import { weightsFor } from './weights-for.js';

/**
 * As `openFused`, with a dense arm: what is near in meaning becomes a candidate too, and nearness is a feature. The weights
 * that come with the package are learned with the static embedder; with another the scale of its cosines may differ.
 */
export async function openHybrid(source: RetrieverSource): Promise<Retriever> {
  const { load, variants, split } = source;
  const { index, embedder } = await openDenseIndex(source);
  const lexical = await openLexical(source);
  return fusedRetriever(lexical, await weightsFor('hybrid', source.fusionWeights), {
    load: ids => load(ids),
    ...(variants === undefined ? {} : { variants }),
    ...(split === undefined ? {} : { split }),
    dense: denseArms(lexical, index, embedder),
  });
}
