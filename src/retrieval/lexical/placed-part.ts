import { type Bitset, emptyBitset, hasBit, setBit } from './bitset.js';
import type { LexicalCollection, LexicalPart } from './lexical-collection.js';
import { documentCount, documentId, type LexicalSegment, type Postings, toolCount } from './lexical-segment.js';

/** A segment among all that are open. */
export interface PlacedPart {
  readonly collection: string;
  readonly segment: LexicalSegment;
  /** The numbers that its first document and tool have among all. */
  readonly base: number;
  readonly toolBase: number;
  /** Absent where all its documents live. */
  readonly dead?: Dead;
}

export interface Dead {
  readonly documents: Bitset;
  readonly tools: Bitset;
  readonly documentCount: number;
  readonly toolCount: number;
  /** How many living documents and tools a term stands in. */
  readonly living: Uint32Array; // [terms]
  readonly livingTools: Uint32Array; // [terms]
}

/**
 * In the order of the collections' ids, so that numbers are in id order too, but for those of one collection's parts.
 * Collections must be distinct.
 */
export function placeParts(collections: readonly LexicalCollection[]): PlacedPart[] {
  const inOrder = [...collections].sort((a, b) => (`${a.collection}/` < `${b.collection}/` ? -1 : 1));
  let base = 0;
  let toolBase = 0;
  return inOrder.flatMap(({ collection, parts }) =>
    parts.map((part): PlacedPart => {
      const dead = deadOf(part);
      const placed = { collection, segment: part.segment, base, toolBase, ...(dead === undefined ? {} : { dead }) };
      base += documentCount(part.segment);
      toolBase += toolCount(part.segment);
      return placed;
    }),
  );
}

function deadOf({ segment, dead }: LexicalPart): Dead | undefined {
  const tools = emptyBitset(toolCount(segment));
  let documents = 0;
  let toolsGone = 0;
  for (const [document, tool] of segment.documentTools.entries()) {
    if (!hasBit(dead, document)) continue;
    documents += 1;
    if (!hasBit(tools, tool)) toolsGone += 1;
    setBit(tools, tool);
  }
  if (documents === 0) return undefined;
  return {
    documents: dead,
    tools,
    documentCount: documents,
    toolCount: toolsGone,
    living: countLiving(segment.postings, dead),
    livingTools: countLiving(segment.toolPostings, tools),
  };
}

function countLiving({ starts, targets }: Postings, dead: Bitset): Uint32Array {
  const living = new Uint32Array(starts.length - 1);
  for (let term = 0; term < living.length; term++) {
    let count = 0;
    for (let i = starts[term] as number; i < (starts[term + 1] as number); i++) {
      if (!hasBit(dead, targets[i] as number)) count += 1;
    }
    living[term] = count;
  }
  return living;
}

/** How many living documents of a part a term stands in. */
export function livingWith({ segment, dead }: PlacedPart, term: number): number {
  return dead === undefined ? listLength(segment.postings, term) : (dead.living[term] as number);
}

export function livingToolsWith({ segment, dead }: PlacedPart, term: number): number {
  return dead === undefined ? listLength(segment.toolPostings, term) : (dead.livingTools[term] as number);
}

function listLength({ starts }: Postings, term: number): number {
  return (starts[term + 1] as number) - (starts[term] as number);
}

/** The part that a document is of. */
export function partOf(parts: readonly PlacedPart[], document: number): PlacedPart {
  let at = parts.length - 1;
  while ((parts[at] as PlacedPart).base > document) at -= 1;
  return parts[at] as PlacedPart;
}

export function idOf(parts: readonly PlacedPart[], document: number): string {
  const { segment, base } = partOf(parts, document);
  return documentId(segment, document - base);
}
