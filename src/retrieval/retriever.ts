import type { Api } from '../catalog/index.js';
import type { ApiFilter } from './api-filter.js';
import type { Screening } from './constraints/screening.js';

export interface Hit {
  readonly api: Api;
  /** Larger is better; comparable only within one search. */
  readonly score: number;
  /** Ids of APIs that say nearly the same and so are not hits of their own; absent when there are none. */
  readonly variants?: readonly string[];
  /** What the score was made from, by the retriever's own count: what its `fit` and `why` read. */
  readonly features?: Float32Array;
}

export interface SearchOptions {
  /** Only APIs that pass it become hits. */
  readonly filter?: ApiFilter;
  readonly signal?: AbortSignal;
}

/** Whether anything that was found answers the request at all. */
export interface Fit {
  /** Of at least one hit being an API that answers the request or a part of it, calibrated; 0..1. */
  readonly probability: number;
  /** Below it, the answer is that no API fits. */
  readonly threshold: number;
}

/** A part of a hit's score. All parts of a hit and a constant add up to its score. */
export interface Contribution {
  readonly feature: string;
  readonly value: number;
  readonly contribution: number;
}

export interface Retriever {
  /**
   * The `k` best APIs for a request, best first; equal scores are ordered by API id. Fewer than `k` when the collection
   * is smaller or fewer match at all: an API with no evidence for it is never returned.
   */
  search(query: string, k: number, options?: SearchOptions): Promise<readonly Hit[]>;
  /** What the hits of one of its searches say of the request; absent where a retriever cannot tell. */
  fit?(hits: readonly Hit[]): Fit;
  /** What made the score of one of its hits, largest part first; absent where there is nothing to tell apart. */
  why?(hit: Hit): readonly Contribution[];
  /** What constraints did to the hits of one of its searches, as that gave them; absent where there are none. */
  screening?(hits: readonly Hit[]): Screening | undefined;
}
