import { openLexical } from '../lexical/open-lexical.js';
import type { Retriever } from '../retriever.js';
import type { RetrieverSource } from '../retriever-source.js';
import { fusedRetriever } from './fused-retriever.js';
import { weightsFor } from './weights-for.js';

/** The lexical index and the learned model over it, with the source's weights or those that come with the package. */
export async function openFused(source: RetrieverSource): Promise<Retriever> {
  const { load, variants, split } = source;
  const index = await openLexical(source);
  return fusedRetriever(index, await weightsFor('fused', source.fusionWeights), {
    load: ids => load(ids),
    ...(variants === undefined ? {} : { variants }),
    ...(split === undefined ? {} : { split }),
  });
}
