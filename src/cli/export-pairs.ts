import { seededRandom } from '../base/index.js';
import type { Store } from '../catalog/index.js';
import type { RetrievalQuery } from '../evaluation/index.js';
import { heldOutFolds, retrieverSet, writeRetrieverTsv } from '../training/index.js';

export interface PairsExport {
  readonly collection: string;
  readonly folder: string;
  readonly seed: number;
  /** One of so many parts of the tools is what is tested. */
  readonly folds: number;
}

export interface ExportedPairs {
  readonly documents: number;
  readonly train: number;
  readonly test: number;
  readonly leftOut: number;
}

/** Writes pairs as ToolBench's retriever files. Requests that need tools of both splits are in neither. */
export async function writePairsAsTsv(
  store: Store,
  pairs: readonly RetrievalQuery[],
  { collection, folder, seed, folds }: PairsExport,
): Promise<ExportedPairs> {
  const apis = [...store.apis(collection)];
  const tools = new Map(apis.map(({ id, provider, tool }) => [id, `${provider}/${tool}`]));
  const toolsOf = ({ relevant }: RetrievalQuery) => [...relevant].flatMap(id => tools.get(id) ?? []);
  const known = pairs.filter(pair => toolsOf(pair).length > 0);
  const [split = { train: known, test: [] }] = heldOutFolds(known, toolsOf, folds, seededRandom(`export ${seed}`));
  await writeRetrieverTsv(folder, retrieverSet(apis, split.train, split.test));
  const [train, test] = [split.train.length, split.test.length];
  return { documents: apis.length, train, test, leftOut: pairs.length - train - test };
}
