import { fitDepth } from './fusion/fit-model.js';
import type { Fit, Hit, Retriever, SearchOptions } from './retriever.js';

export interface Found {
  readonly hits: readonly Hit[];
  /** Absent where the retriever cannot tell. */
  readonly fit?: Fit;
}

/** The `k` best hits and whether any of them fits; it is judged by the best five, however few are wanted. */
export async function searchWithFit(
  retriever: Retriever,
  query: string,
  k: number,
  options?: SearchOptions,
): Promise<Found> {
  if (retriever.fit === undefined) return { hits: await retriever.search(query, k, options) };
  const found = await retriever.search(query, Math.max(k, fitDepth), options);
  return { hits: found.slice(0, k), fit: retriever.fit(found) };
}
