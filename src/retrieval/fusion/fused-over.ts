import type { Api } from '../../catalog/index.js';
import { lexicalIndexOver } from '../lexical/lexical-retriever.js';
import { loadFrom } from '../load-from.js';
import type { Retriever } from '../retriever.js';
import { fusedRetriever } from './fused-retriever.js';
import { packagedWeights } from './packaged-weights.js';

/** The default retriever over APIs that are in memory, without files: for one's own functions, and for tests. */
export async function fusedOver(apis: readonly Api[]): Promise<Retriever> {
  return fusedRetriever(await lexicalIndexOver(apis), await packagedWeights(), { load: loadFrom(apis) });
}
