import { canonicalJson } from '../../base/index.js';
import { apiAnalyzer } from '../analysis/api-analyzer.js';
import { type Bitset, countBits } from './bitset.js';
import { documentCount, type LexicalSegment } from './lexical-segment.js';
import type { LexicalWeights } from './lexical-weights.js';

/** The index of one collection: what its file holds. */
export interface LexicalCollection {
  readonly collection: string;
  /** Of the collection's content when it was indexed. */
  readonly fingerprint: string;
  /** Of what made the index, see `makerOf`: one made otherwise cannot be used beside it. */
  readonly maker: string;
  /** Fingerprint by document of the collection's source, when it was indexed; empty where the source tells of none. */
  readonly sources: ReadonlyMap<string, string>;
  /** The oldest first. A tool that is live in one of them is in no other. */
  readonly parts: readonly LexicalPart[];
}

export interface LexicalPart {
  readonly segment: LexicalSegment;
  /** The documents of it that are gone, or newer in a later part; tools go with all their documents. */
  readonly dead: Bitset; // [documents]
}

export function livingCount({ segment, dead }: LexicalPart): number {
  return documentCount(segment) - countBits(dead);
}

/** What an index made with these weights says of its making. Equal makers give equal segments of equal APIs. */
export function makerOf(weights: LexicalWeights): string {
  return canonicalJson({ analyzer: apiAnalyzer.name, analyzerVersion: apiAnalyzer.version, weights });
}
