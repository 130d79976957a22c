import { fieldCount } from '../analysis/field-names.js';
import type { CollectedDocuments } from './collected-documents.js';
import { impactOf, largestOfEach } from './impact.js';
import type { LexicalSegment, Postings } from './lexical-segment.js';
import { fieldFactors, type LexicalWeights } from './lexical-weights.js';
import { countIn } from './packed-counts.js';
import { packStrings, type StringList, sortStrings } from './string-list.js';
import { toolLengths, toolPostings } from './tool-postings.js';

/** From the terms of each document to the documents of each term. */
export function assembleSegment(collected: CollectedDocuments, weights: LexicalWeights): LexicalSegment {
  const order = idOrder(collected.facts.map(({ id }) => id));
  const facts = Array.from(order, i => collected.facts[i] as (typeof collected.facts)[number]);
  const fieldLengths = new Uint8Array(facts.length * fieldCount);
  const lengths = collected.fieldLengths.values();
  for (const [number, i] of order.entries()) {
    fieldLengths.set(lengths.subarray(i * fieldCount, (i + 1) * fieldCount), number * fieldCount);
  }
  const terms = sortStrings(collected.termList());
  const [tools, documentTools] = numbered(facts.map(each => each.tool));
  const [providers, documentProviders] = numbered(facts.map(each => each.provider));
  const [categories, documentCategories] = numbered(facts.map(each => each.category));
  const [sources, documentSources] = numbered(facts.map(each => each.source));
  const postings = withImpacts(invert(collected, order, terms), fieldLengths, weights);
  const lengthsOfTools = toolLengths(fieldLengths, documentTools, tools.starts.length - 1);
  return {
    ids: packStrings(facts.map(({ id }) => id)),
    fieldLengths,
    documentTools,
    documentProviders,
    documentCategories,
    documentSources,
    tools,
    toolLengths: lengthsOfTools,
    providers,
    categories,
    sources,
    terms: packStrings(terms),
    postings,
    toolPostings: toolPostings(postings, documentTools, lengthsOfTools, weights),
  };
}

/** Places of the ids in id order: by UTF-16 unit, as `<` compares. */
function idOrder(ids: readonly string[]): Uint32Array {
  const order = Uint32Array.from(ids, (_, i) => i);
  const isSorted = ids.every((id, i) => i === 0 || (ids[i - 1] as string) <= id);
  return isSorted ? order : order.sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1));
}

/** The distinct strings, sorted, and for each of the given its place among them. */
function numbered(strings: readonly string[]): [StringList, Uint32Array] {
  const sorted = sortStrings(new Set(strings));
  const places = new Map(sorted.map((each, i) => [each, i]));
  return [packStrings(sorted), Uint32Array.from(strings, each => places.get(each) as number)];
}

/** A counting sort, documents taken in id order. */
function invert(
  collected: CollectedDocuments,
  order: Uint32Array,
  sortedTerms: readonly string[],
): Pick<Postings, 'starts' | 'targets' | 'counts'> {
  const place = new Uint32Array(sortedTerms.length);
  for (const [position, term] of sortedTerms.entries()) place[collected.termNumber(term)] = position;
  const documentStarts = collected.starts.values();
  const terms = collected.terms.values();
  const packed = collected.counts.values();

  const starts = new Uint32Array(sortedTerms.length + 1);
  for (let i = 0; i < terms.length; i++) (starts[(place[terms[i] as number] as number) + 1] as number) += 1;
  for (let t = 0; t < sortedTerms.length; t++) (starts[t + 1] as number) += starts[t] as number;

  const next = starts.slice();
  const targets = new Uint32Array(terms.length);
  const counts = new Uint32Array(terms.length);
  for (const [number, document] of order.entries()) {
    const end = documentStarts[document + 1] ?? terms.length;
    for (let i = documentStarts[document] as number; i < end; i++) {
      const term = place[terms[i] as number] as number;
      const posting = next[term] as number;
      next[term] = posting + 1;
      targets[posting] = number;
      counts[posting] = packed[i] as number;
    }
  }
  return { starts, targets, counts };
}

function withImpacts(
  { starts, targets, counts }: Pick<Postings, 'starts' | 'targets' | 'counts'>,
  fieldLengths: Uint8Array,
  weights: LexicalWeights,
): Postings {
  const factors = fieldFactors(weights);
  const impacts = new Uint8Array(targets.length);
  for (let i = 0; i < targets.length; i++) {
    const frequency = termFrequency(counts[i] as number, fieldLengths, (targets[i] as number) * fieldCount, factors);
    impacts[i] = impactOf(frequency, weights.k1);
  }
  return { starts, targets, counts, impacts, maxImpacts: largestOfEach(impacts, starts) };
}

function termFrequency(packed: number, lengths: Uint8Array, lengthsStart: number, factors: Float64Array): number {
  let frequency = 0;
  // From the lowest field that has a count to the next one that has: most have none.
  for (let rest = packed; rest !== 0; ) {
    const field = (31 - Math.clz32(rest & -rest)) >> 2;
    rest &= ~(15 << (4 * field));
    frequency += countIn(packed, field) * (factors[field * 256 + (lengths[lengthsStart + field] as number)] as number);
  }
  return frequency;
}
