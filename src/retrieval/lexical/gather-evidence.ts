import { fieldCount } from '../analysis/field-names.js';
import { gallop } from './gallop.js';
import type { LexicalEvidence, LexicalQuery } from './lexical-index.js';
import type { LexicalSegment, Postings } from './lexical-segment.js';
import { type PlacedPart, partOf } from './placed-part.js';

/** See `LexicalIndex.evidence`. `sizes`: how many living documents each tool has. */
export function gatherEvidence(
  parts: readonly PlacedPart[],
  query: LexicalQuery,
  documents: ArrayLike<number>,
  sizes: Uint32Array,
): LexicalEvidence {
  const rows = Uint32Array.from(documents);
  const toolOfRow = rows.map(document => {
    const { segment, base, toolBase } = partOf(parts, document);
    return toolBase + (segment.documentTools[document - base] as number);
  });
  const tools = Uint32Array.from(new Set(toolOfRow));
  const placeOfTool = new Map(Array.from(tools, (tool, place) => [tool, place]));
  const ofDocuments = { base: (part: PlacedPart) => part.base, postings: (of: LexicalSegment) => of.postings };
  const ofTools = { base: (part: PlacedPart) => part.toolBase, postings: (of: LexicalSegment) => of.toolPostings };
  return {
    documents: rows,
    counts: countsOf(parts, query, rows, ofDocuments),
    lengths: lengthsOf(parts, rows, ofDocuments.base, segment => segment.fieldLengths),
    tools,
    toolPlaces: toolOfRow.map(tool => placeOfTool.get(tool) as number),
    toolCounts: countsOf(parts, query, tools, ofTools),
    toolLengths: lengthsOf(parts, tools, ofTools.base, segment => segment.toolLengths),
    toolSizes: tools.map(tool => sizes[tool] as number),
  };
}

interface Side {
  base(part: PlacedPart): number;
  postings(segment: LexicalSegment): Postings;
}

/** Packed counts of the query's terms in each target; the lists are galloped through, targets ascending. */
function countsOf(parts: readonly PlacedPart[], query: LexicalQuery, targets: Uint32Array, side: Side): Uint32Array {
  const width = query.terms.length;
  const counts = new Uint32Array(targets.length * width);
  const order = Uint32Array.from(targets, (_, row) => row).sort(
    (a, b) => (targets[a] as number) - (targets[b] as number),
  );
  let first = 0;
  for (const [i, part] of parts.entries()) {
    const base = side.base(part);
    const postings = side.postings(part.segment);
    const nextPart = parts[i + 1];
    const after = nextPart === undefined ? Number.POSITIVE_INFINITY : side.base(nextPart);
    let end = first;
    while (end < order.length && (targets[order[end] as number] as number) < after) end += 1;
    const rows = order.subarray(first, end);
    first = end;
    for (const [column, { numbers }] of query.terms.entries()) {
      const term = numbers[i] as number;
      if (term >= 0) fillColumn(postings, term, base, targets, rows, counts, width, column);
    }
  }
  return counts;
}

function fillColumn(
  { starts, targets: list, counts: listCounts }: Postings,
  term: number,
  base: number,
  targets: Uint32Array,
  rows: Uint32Array,
  counts: Uint32Array,
  width: number,
  column: number,
): void {
  let at = starts[term] as number;
  const end = starts[term + 1] as number;
  for (const row of rows) {
    const wanted = (targets[row] as number) - base;
    at = gallop(list, at, end, wanted);
    if (at === end) return;
    if (list[at] === wanted) counts[row * width + column] = listCounts[at] as number;
  }
}

function lengthsOf(
  parts: readonly PlacedPart[],
  targets: Uint32Array,
  base: (part: PlacedPart) => number,
  lengths: (segment: LexicalSegment) => Uint8Array,
): Uint8Array {
  const found = new Uint8Array(targets.length * fieldCount);
  for (const [row, target] of targets.entries()) {
    const part = parts.findLast(each => base(each) <= target) as PlacedPart;
    const start = (target - base(part)) * fieldCount;
    found.set(lengths(part.segment).subarray(start, start + fieldCount), row * fieldCount);
  }
  return found;
}
