import { fieldCount } from '../analysis/field-names.js';
import { assembleSegment } from './assemble-segment.js';
import { type Bitset, hasBit } from './bitset.js';
import { CollectedDocuments } from './collected-documents.js';
import type { LexicalPart } from './lexical-collection.js';
import { documentCount, documentId, type LexicalSegment } from './lexical-segment.js';
import type { LexicalWeights } from './lexical-weights.js';
import { stringAt, stringCount } from './string-list.js';

/** One segment of all that lives in several: the one that indexing their APIs together gives, without reading a text. */
export function mergeSegments(parts: readonly LexicalPart[], weights: LexicalWeights): LexicalSegment {
  const collected = new CollectedDocuments();
  for (const { segment, dead } of parts) collectFrom(segment, dead, collected);
  return assembleSegment(collected, weights);
}

function collectFrom(segment: LexicalSegment, dead: Bitset, collected: CollectedDocuments): void {
  const { starts, terms, counts } = byDocument(segment, dead);
  const numbers = new Int32Array(stringCount(segment.terms)).fill(-1); // given when a term is met: dead ones go
  for (let document = 0; document < documentCount(segment); document++) {
    if (hasBit(dead, document)) continue;
    collected.begin(
      {
        id: documentId(segment, document),
        tool: stringAt(segment.tools, segment.documentTools[document] as number),
        provider: stringAt(segment.providers, segment.documentProviders[document] as number),
        category: stringAt(segment.categories, segment.documentCategories[document] as number),
        source: stringAt(segment.sources, segment.documentSources[document] as number),
      },
      segment.fieldLengths.subarray(document * fieldCount, (document + 1) * fieldCount),
    );
    for (let i = starts[document] as number; i < (starts[document + 1] as number); i++) {
      const term = terms[i] as number;
      if (numbers[term] === -1) numbers[term] = collected.termNumber(stringAt(segment.terms, term));
      collected.terms.push(numbers[term] as number);
      collected.counts.push(counts[i] as number);
    }
  }
}

/** The postings of a segment's living documents, document by document: a counting sort. */
function byDocument(segment: LexicalSegment, dead: Bitset) {
  const { starts: termStarts, targets, counts } = segment.postings;
  const starts = new Uint32Array(documentCount(segment) + 1);
  for (const document of targets) if (!hasBit(dead, document)) (starts[document + 1] as number) += 1;
  for (let d = 0; d + 1 < starts.length; d++) (starts[d + 1] as number) += starts[d] as number;

  const next = starts.slice();
  const size = starts[starts.length - 1] as number;
  const found = { starts, terms: new Uint32Array(size), counts: new Uint32Array(size) };
  for (let term = 0; term + 1 < termStarts.length; term++) {
    for (let i = termStarts[term] as number; i < (termStarts[term + 1] as number); i++) {
      const document = targets[i] as number;
      if (hasBit(dead, document)) continue;
      const at = next[document] as number;
      next[document] = at + 1;
      found.terms[at] = term;
      found.counts[at] = counts[i] as number;
    }
  }
  return found;
}
