import { hasBit } from './bitset.js';
import { filterMask } from './filter-mask.js';
import { gatherEvidence } from './gather-evidence.js';
import type { LexicalCollection } from './lexical-collection.js';
import type { LexicalIndex } from './lexical-index.js';
import { documentCount, documentWithId, toolCount } from './lexical-segment.js';
import { idOf, type PlacedPart, partOf, placeParts } from './placed-part.js';
import { requestReader } from './read-request.js';
import { searchDocuments } from './search-documents.js';
import { planSearch } from './search-plan.js';
import { toolDocuments } from './tool-documents.js';
import { toolMask } from './tool-mask.js';

export interface LexicalOptions {
  /** How much the score of a document's tool counts beside its own. */
  readonly toolShare?: number;
  /**
   * From how many documents on a search tries to do without the lists of its least telling terms. It finds the same
   * either way: at 125,000 documents that took as long, at a million half as long.
   */
  readonly cutFrom?: number;
}

/**
 * An index over distinct collections that were indexed with the same weights.
 *
 *     score(d) = Σ over terms t:  weight · (idf(t) · impact(t, d)  +  toolShare · toolIdf(t) · impact(t, tool of d))
 *
 * BM25F (Robertson & Zaragoza 2009) with constants in the place of average lengths, impacts in 255 steps from 0 to 1, and
 * the tool's text as evidence for its APIs. A term that stands twice in the request counts twice. Documents and tools are
 * counted over all that live together, so dividing, updating and merging indexes change no score.
 */
export function lexical(collections: readonly LexicalCollection[], options: LexicalOptions = {}): LexicalIndex {
  const { toolShare = 0.6, cutFrom = 400_000 } = options;
  const parts = placeParts(collections);
  const totals = {
    documents: total(parts, ({ segment, dead }) => documentCount(segment) - (dead?.documentCount ?? 0)),
    tools: total(parts, ({ segment, dead }) => toolCount(segment) - (dead?.toolCount ?? 0)),
  };
  const readRequest = requestReader(parts, totals);
  const search = searchDocuments(parts, cutFrom);
  const ofTools = toolDocuments(parts);

  return {
    documentCount: totals.documents,
    toolCount: totals.tools,
    query: readRequest,
    search(query, k, mask) {
      const plan = planSearch(query, parts, toolShare);
      return search(plan, k, mask).map(({ document, score }) => ({ document, score: score / plan.scale }));
    },
    evidence: (query, documents) => gatherEvidence(parts, query, documents, ofTools.sizes()),
    mask: filter => filterMask(parts, filter),
    toolMask: wanted => toolMask(parts, wanted),
    id: document => idOf(parts, document),
    documentOf(id) {
      for (const { segment, base, dead } of parts) {
        const document = documentWithId(segment, id);
        if (document >= 0 && !(dead && hasBit(dead.documents, document))) return base + document;
      }
      return undefined;
    },
    toolOf(document) {
      const { segment, base, toolBase } = partOf(parts, document);
      return toolBase + (segment.documentTools[document - base] as number);
    },
    documentsOf: ofTools.of,
  };
}

function total(parts: readonly PlacedPart[], count: (part: PlacedPart) => number): number {
  return parts.reduce((sum, part) => sum + count(part), 0);
}
