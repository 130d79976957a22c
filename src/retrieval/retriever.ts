import type { Api } from '../catalog/index.js';

export interface Hit {
  readonly api: Api;
  /** Larger is better; comparable only within one search. */
  readonly score: number;
  /** Ids of APIs that say nearly the same and so are not hits of their own; absent when there are none. */
  readonly variants?: readonly string[];
}

export interface Retriever {
  /**
   * The `k` best APIs for a request, best first; equal scores are ordered by API id. Fewer than `k` when the collection
   * is smaller or fewer match at all: an API with no evidence for it is never returned.
   */
  search(query: string, k: number): Promise<readonly Hit[]>;
}
