import type { DocumentMask, LexicalIndex, LexicalQuery } from '../lexical/lexical-index.js';
import { type DenseEvidence, fusionFeatures } from './features.js';
import { withoutValues } from './without-values.js';

/** A request and its wishes, as texts. */
export interface DividedRequest {
  readonly request: string;
  /** Empty, or at least two. */
  readonly clauses: readonly string[];
  readonly mask?: DocumentMask;
}

/** What the second stage orders. */
export interface Candidates {
  /** Distinct. */
  readonly documents: Uint32Array;
  readonly features: Float32Array; // [documents × features], row-major
  readonly query: LexicalQuery;
}

/** How many are taken from the ranking of the whole request, and from that of each clause. */
export const wholeDepth = 100;
export const clauseDepth = 20;

/**
 * The candidates of a request with their features. How many there are does not depend on how many are wanted, because the
 * features compare candidates with each other.
 */
export function candidatesOf(
  index: LexicalIndex,
  { request, clauses, mask }: DividedRequest,
  dense?: DenseArm,
): Candidates {
  const whole = queryOf(index, request);
  const parts = clauses.map(clause => queryOf(index, clause));
  const found = new Set<number>();
  for (const { document } of index.search(whole, wholeDepth, mask)) found.add(document);
  for (const part of parts) for (const { document } of index.search(part, clauseDepth, mask)) found.add(document);
  for (const document of dense?.nearest ?? []) if (mask === undefined || mask[document] === 1) found.add(document);
  const documents = Uint32Array.from(found);
  const evidence = index.evidence(whole, documents);
  const features = fusionFeatures(
    { whole, clauses: parts },
    evidence,
    index.documentCount,
    dense === undefined ? undefined : dense.evidence(documents),
  );
  return { documents, features, query: whole };
}

/** Without its values, unless hardly anything is left then that the index knows. */
export function queryOf(index: LexicalIndex, request: string): LexicalQuery {
  const wordsOnly = index.query(withoutValues(request));
  return wordsOnly.terms.length >= 2 ? wordsOnly : index.query(request);
}

/** What a dense arm found for one request, in the numbers of the lexical index. */
export interface DenseArm {
  readonly nearest: readonly number[];
  evidence(documents: Uint32Array): DenseEvidence;
}
