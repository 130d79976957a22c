import { documentCount, documentId, findPostings, type Segment } from './segment.js';
import { TopDocuments } from './top-documents.js';

export interface Bm25Options {
  /** How soon repetitions of a term stop to count. */
  readonly k1?: number;
  /** How much longer documents are held back: 0 not at all, 1 in full. */
  readonly b?: number;
}

export interface Bm25 {
  /** The `k` documents with the highest scores, best first, equal scores by id. Documents without any term never show. */
  search(terms: readonly string[], k: number): { readonly id: string; readonly score: number }[];
  /** What no document's score reaches, however often it has the terms; terms that no document has count as those of one. */
  bound(terms: readonly string[]): number;
}

/**
 * Okapi BM25 over the union of the segments: counts of documents and lengths are those of all together, so dividing a
 * collection changes no score.
 *
 *     score(d) = Σ over terms t of the query:  idf(t) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · |d| / average |d|))
 *     idf(t)   = ln(1 + (N − n + ½) / (n + ½)),  N documents, n of them with t
 *
 * A term that stands twice in the query counts twice. Source: Robertson & Zaragoza 2009, with the idf that is never
 * negative. Every document is scored, term by term, into one flat array: with requests of forty words most documents
 * share some word, and skipping costs more than it saves. Segments must be of distinct collections; ids then sort as the
 * collections' names followed by `/` do.
 */
export function bm25(segments: readonly Segment[], options: Bm25Options = {}): Bm25 {
  const { k1 = 1.2, b = 0.75 } = options;
  const parts = placed(segments);
  const total = parts.reduce((sum, { segment }) => sum + documentCount(segment), 0);
  const wordCount = parts.reduce((sum, { segment }) => sum + segment.wordCount, 0);
  const scores = new Float64Array(total);
  const lengthPenalty = new Float64Array(total); // k1 · (1 − b + b · |d| / average |d|)
  for (const { segment, base } of parts) {
    segment.lengths.forEach((length, i) => {
      lengthPenalty[base + i] = k1 * (1 - b + (b * length * total) / wordCount);
    });
  }

  function documentsWith(bytes: Uint8Array) {
    return parts.map(part => ({ ...part, ...findPostings(part.segment, bytes) }));
  }

  /** The most that a term can add to a score. */
  function weightOf(occurrences: number, n: number): number {
    return occurrences * Math.log(1 + (total - n + 0.5) / (n + 0.5)) * (k1 + 1);
  }

  function addTerm(term: string, occurrences: number): void {
    const found = documentsWith(utf8.encode(term));
    const weight = weightOf(occurrences, countOf(found));
    for (const { segment, base, start, end } of found) {
      addPostings(segment, start, end, weight, scores.subarray(base), lengthPenalty.subarray(base));
    }
  }

  return {
    search(terms, k) {
      const best = new TopDocuments(Math.max(0, Math.min(Math.floor(k), total)));
      if (best.k === 0) return [];
      for (const [term, occurrences] of countTerms(terms)) addTerm(term, occurrences);
      for (let document = 0; document < total; document++) {
        const score = scores[document] as number;
        if (score > best.bar) best.offer(document, score);
      }
      scores.fill(0); // ready for the next search
      return best.take().map(({ document, score }) => ({ id: idOf(parts, document), score }));
    },
    bound(terms) {
      if (total === 0) return 0;
      const weights = [...countTerms(terms)].map(([term, occurrences]) =>
        weightOf(occurrences, Math.max(1, countOf(documentsWith(utf8.encode(term))))),
      );
      return weights.reduce((sum, weight) => sum + weight, 0);
    },
  };
}

function countOf(found: readonly { readonly start: number; readonly end: number }[]): number {
  return found.reduce((sum, { start, end }) => sum + end - start, 0);
}

const utf8 = new TextEncoder();

/** A segment and the number its first document has among all. */
interface Placed {
  readonly segment: Segment;
  readonly base: number;
}

/** In the order of their ids, so that numbers over all segments are in id order too. */
function placed(segments: readonly Segment[]): Placed[] {
  const inOrder = [...segments].sort((a, b) => (`${a.collection}/` < `${b.collection}/` ? -1 : 1));
  let base = 0;
  return inOrder.map(segment => {
    const part = { segment, base };
    base += documentCount(segment);
    return part;
  });
}

function idOf(parts: readonly Placed[], document: number): string {
  const part = parts.findLast(({ base }) => base <= document) as Placed;
  return documentId(part.segment, document - part.base);
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** The hot loop, on its own so that it is compiled once for each kind of array. */
function addPostings(
  { postingDocuments, postingCounts }: Segment,
  start: number,
  end: number,
  weight: number,
  scores: Float64Array,
  lengthPenalty: Float64Array,
): void {
  for (let i = start; i < end; i++) {
    const document = postingDocuments[i] as number;
    const count = postingCounts[i] as number;
    (scores[document] as number) += (weight * count) / (count + (lengthPenalty[document] as number));
  }
}
