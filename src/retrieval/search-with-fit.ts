import type { Screening } from './constraints/screening.js';
import { fitDepth } from './fusion/fit-model.js';
import type { Fit, Hit, Retriever, SearchOptions } from './retriever.js';

export interface Found {
  readonly hits: readonly Hit[];
  /** Absent where the retriever cannot tell. */
  readonly fit?: Fit;
  /** What constraints removed; absent where there are none. */
  readonly screening?: Screening;
}

/** The `k` best hits and whether any of them fits; it is judged by the best five, however few are wanted. */
export async function searchWithFit(
  retriever: Retriever,
  query: string,
  k: number,
  options?: SearchOptions,
): Promise<Found> {
  const depth = retriever.fit === undefined ? k : Math.max(k, fitDepth);
  const found = await retriever.search(query, depth, options);
  const screening = retriever.screening?.(found);
  return {
    hits: found.slice(0, k),
    ...(retriever.fit === undefined ? {} : { fit: retriever.fit(found) }),
    ...(screening === undefined ? {} : { screening }),
  };
}
