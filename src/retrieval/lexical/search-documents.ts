import { TopDocuments } from '../bm25/top-documents.js';
import { hasBit } from './bitset.js';
import { gallop } from './gallop.js';
import type { DocumentMask } from './lexical-index.js';
import { documentCount, toolCount } from './lexical-segment.js';
import { idOf, type PlacedPart, partOf } from './placed-part.js';
import type { PlannedTerm, SearchPlan } from './search-plan.js';
import { type ToolRuns, toolRuns } from './tool-runs.js';

/** Sums, not yet scores. */
export type SearchDocuments = (
  plan: SearchPlan,
  k: number,
  mask?: DocumentMask,
) => { readonly document: number; readonly score: number }[];

/**
 * The exact best `k` documents, term at a time: each term adds weight · impact to the sums of its documents, and in the
 * end a document's tool adds its own. Terms go from the one with the most to add to the one with the least. MaxScore
 * (Turtle & Flood 1995) cuts the tail, where the long lists are: when all it could add lifts few documents over the `k`-th
 * best so far, only those are completed, by galloping through its lists. Looking for them takes two passes over all
 * documents, so it is tried from `cutFrom` documents on. Where all lists together are short, the documents in them are
 * looked at instead of all there are.
 */
export function searchDocuments(parts: readonly PlacedPart[], cutFrom: number): SearchDocuments {
  const space = parts.reduce((sum, { segment }) => sum + documentCount(segment), 0);
  // Both all zero between searches.
  const sums = new Int32Array(space);
  const toolSums = new Int32Array(parts.reduce((sum, { segment }) => sum + toolCount(segment), 0));
  const runs = parts.map(({ segment }) => toolRuns(segment.documentTools));
  const isBefore = parts.length <= 1 ? undefined : idOrder(parts);

  function best(k: number, mask: DocumentMask | undefined): TopDocuments {
    const top = new TopDocuments(k, isBefore);
    // Those of the best tools first: with them the bar is soon so high that few of the others are looked at closer.
    const much = largestOf(toolSums, 0, toolSums.length) / 2;
    for (const [least, most] of [
      [much, Number.POSITIVE_INFINITY],
      [0, much],
    ] as const) {
      for (const [i, part] of parts.entries()) {
        offerDocuments(part, runs[i] as ToolRuns, sums, toolSums, mask, top, least, most);
      }
    }
    return top;
  }

  function bestListed(terms: readonly PlannedTerm[], k: number, mask: DocumentMask | undefined): TopDocuments {
    const top = new TopDocuments(k, isBefore);
    const mostOfTools = largestOf(toolSums, 0, toolSums.length);
    for (const { numbers } of terms) {
      for (const [i, part] of parts.entries()) {
        const term = numbers[i] as number;
        if (term >= 0) offerListed(part, term, sums, toolSums, mostOfTools, mask, top);
      }
    }
    return top;
  }

  function survivors(bar: number, mask: DocumentMask | undefined, most: number): number[] | undefined {
    const found: number[] = [];
    for (const [i, part] of parts.entries()) {
      if (!pushSurvivors(part, runs[i] as ToolRuns, sums, toolSums, bar, mask, most, found)) return undefined;
    }
    return found;
  }

  function bestOf(candidates: readonly number[], k: number): TopDocuments {
    const top = new TopDocuments(k, isBefore);
    for (const document of candidates) {
      const sum = sums[document] as number;
      if (sum > 0) top.offer(document, sum + (toolSums[toolAt(parts, document)] as number));
    }
    return top;
  }

  return (plan, k, mask) => {
    const wanted = Math.max(0, Math.min(Math.floor(k), space));
    if (wanted === 0 || plan.terms.length === 0) return [];
    for (const term of plan.terms) addToTools(parts, term, toolSums);
    if (plan.terms.reduce((sum, { postings }) => sum + postings, 0) * worthOfListing < space) {
      for (const term of plan.terms) addToDocuments(parts, term, sums);
      const listed = bestListed(plan.terms, wanted, mask).take();
      toolSums.fill(0);
      return listed;
    }
    const { head, tail, tailBound, tailPostings } = divided(
      plan,
      space < cutFrom ? Number.POSITIVE_INFINITY : space / 2,
    );
    for (const term of head) addToDocuments(parts, term, sums);
    let top = tail.length > 0 ? best(wanted, mask) : undefined;
    if (top !== undefined) {
      const candidates = top.bar === 0 ? undefined : survivors(top.bar - tailBound, mask, tailPostings / worthOfGallop);
      if (candidates === undefined) {
        for (const term of tail) addToDocuments(parts, term, sums);
        top = undefined;
      } else {
        for (const term of tail) complete(parts, term, candidates, sums);
        top = bestOf(candidates, wanted);
      }
    }
    const found = (top ?? best(wanted, mask)).take();
    sums.fill(0);
    toolSums.fill(0);
    return found;
  };
}

/** How many documents are looked at in their order in the time that one is by way of a list. */
const worthOfListing = 2;

/** How many postings are read in the time that a gallop takes. */
const worthOfGallop = 16;

/**
 * The tail is what can add less than a tenth of all, which is more than half of the postings in long requests; empty
 * where its lists are too short to cut.
 */
function divided({ terms }: SearchPlan, minPostings: number) {
  const all = terms.reduce((sum, { bound }) => sum + bound, 0);
  let at = terms.length;
  let tailBound = 0;
  let tailPostings = 0;
  while (at > 0 && (tailBound + (terms[at - 1] as PlannedTerm).bound) * 10 < all) {
    at -= 1;
    tailBound += (terms[at] as PlannedTerm).bound;
    tailPostings += (terms[at] as PlannedTerm).postings;
  }
  if (tailPostings <= minPostings) at = terms.length;
  return { head: terms.slice(0, at), tail: terms.slice(at), tailBound, tailPostings };
}

function addToTools(parts: readonly PlacedPart[], { numbers, toolWeight }: PlannedTerm, toolSums: Int32Array): void {
  if (toolWeight === 0) return;
  for (const [i, { segment, toolBase }] of parts.entries()) {
    const term = numbers[i] as number;
    if (term >= 0) addPostings(segment.toolPostings, term, toolWeight, toolBase, toolSums);
  }
}

function addToDocuments(parts: readonly PlacedPart[], { numbers, weight }: PlannedTerm, sums: Int32Array): void {
  for (const [i, { segment, base }] of parts.entries()) {
    const term = numbers[i] as number;
    if (term >= 0) addPostings(segment.postings, term, weight, base, sums);
  }
}

/** The hot loop. Four at a time, whose targets are four: nothing read waits for what is written, and memory is far. */
function addPostings(
  { starts, targets, impacts }: PlacedPart['segment']['postings'],
  term: number,
  weight: number,
  base: number,
  sums: Int32Array,
): void {
  const end = starts[term + 1] as number;
  let i = starts[term] as number;
  for (; i + 3 < end; i += 4) {
    const a = base + (targets[i] as number);
    const b = base + (targets[i + 1] as number);
    const c = base + (targets[i + 2] as number);
    const d = base + (targets[i + 3] as number);
    const ofA = Math.imul(weight, impacts[i] as number);
    const ofB = Math.imul(weight, impacts[i + 1] as number);
    const ofC = Math.imul(weight, impacts[i + 2] as number);
    const ofD = Math.imul(weight, impacts[i + 3] as number);
    sums[a] = (sums[a] as number) + ofA;
    sums[b] = (sums[b] as number) + ofB;
    sums[c] = (sums[c] as number) + ofC;
    sums[d] = (sums[d] as number) + ofD;
  }
  for (; i < end; i++) {
    const at = base + (targets[i] as number);
    sums[at] = (sums[at] as number) + Math.imul(weight, impacts[i] as number);
  }
}

function complete(
  parts: readonly PlacedPart[],
  { numbers, weight }: PlannedTerm,
  candidates: readonly number[],
  sums: Int32Array,
): void {
  let next = 0;
  for (const [i, { segment, base }] of parts.entries()) {
    const { starts, targets, impacts } = segment.postings;
    const term = numbers[i] as number;
    const after = base + documentCount(segment);
    let at = term < 0 ? 0 : (starts[term] as number);
    const end = term < 0 ? 0 : (starts[term + 1] as number);
    for (; next < candidates.length && (candidates[next] as number) < after; next++) {
      const document = candidates[next] as number;
      at = gallop(targets, at, end, document - base);
      if (at < end && targets[at] === document - base) {
        (sums[document] as number) += weight * (impacts[at] as number);
      }
    }
  }
}

/**
 * Only documents with a term of their own: that a tool's others have some is no evidence for this one. Of stretches whose
 * tools add at most from `least` to below `most`.
 */
function offerDocuments(
  part: PlacedPart,
  runs: ToolRuns,
  sums: Int32Array,
  toolSums: Int32Array,
  mask: DocumentMask | undefined,
  top: TopDocuments,
  least: number,
  most: number,
): void {
  const { base } = part;
  const { starts } = runs;
  const ofAll = runs.areOfOneTool ? 0 : largestToolSum(part, toolSums);
  for (let run = 0; run + 1 < starts.length; run++) {
    const first = starts[run] as number;
    const ofTools = runs.areOfOneTool ? toolSumOf(part, first, toolSums) : ofAll;
    if (ofTools < least || ofTools >= most) continue;
    const end = base + (starts[run + 1] as number);
    let floor = Math.max(1, top.bar - ofTools);
    for (let at = nextReaching(sums, base + first, end, floor); at < end; at = nextReaching(sums, at + 1, end, floor)) {
      offer(part, at - base, sums[at] as number, toolSums, mask, top);
      floor = Math.max(1, top.bar - ofTools);
    }
  }
}

/** The first place from `from` on whose sum is at least `floor`; `end` where there is none. */
function nextReaching(sums: Int32Array, from: number, end: number, floor: number): number {
  let at = from;
  for (; at + 3 < end; at += 4) {
    if ((sums[at] as number) >= floor) return at;
    if ((sums[at + 1] as number) >= floor) return at + 1;
    if ((sums[at + 2] as number) >= floor) return at + 2;
    if ((sums[at + 3] as number) >= floor) return at + 3;
  }
  while (at < end && (sums[at] as number) < floor) at += 1;
  return at;
}

/** The same for the documents in one term's list, whose sums are 0 afterwards, so that no other list offers them again. */
function offerListed(
  part: PlacedPart,
  term: number,
  sums: Int32Array,
  toolSums: Int32Array,
  mostOfTools: number,
  mask: DocumentMask | undefined,
  top: TopDocuments,
): void {
  const { base, segment } = part;
  const { starts, targets } = segment.postings;
  const end = starts[term + 1] as number;
  let floor = Math.max(1, top.bar - mostOfTools);
  for (let i = starts[term] as number; i < end; i++) {
    const document = targets[i] as number;
    const sum = sums[base + document] as number;
    sums[base + document] = 0;
    if (sum < floor) continue;
    offer(part, document, sum, toolSums, mask, top);
    floor = Math.max(1, top.bar - mostOfTools);
  }
}

function offer(
  part: PlacedPart,
  document: number,
  sum: number,
  toolSums: Int32Array,
  mask: DocumentMask | undefined,
  top: TopDocuments,
): void {
  const { base, dead } = part;
  const all = sum + toolSumOf(part, document, toolSums);
  if (all >= top.bar && mayShow(base, document, dead, mask)) top.offer(base + document, all);
}

function largestOf(values: Int32Array, from: number, end: number): number {
  let largest = 0;
  for (let i = from; i < end; i++) if ((values[i] as number) > largest) largest = values[i] as number;
  return largest;
}

/** The documents whose sums reach `bar`, ascending; gives up, and says so, when they are more than `limit`. */
function pushSurvivors(
  part: PlacedPart,
  runs: ToolRuns,
  sums: Int32Array,
  toolSums: Int32Array,
  bar: number,
  mask: DocumentMask | undefined,
  limit: number,
  found: number[],
): boolean {
  const { base, dead } = part;
  const { starts } = runs;
  const ofAll = runs.areOfOneTool ? 0 : largestToolSum(part, toolSums);
  for (let run = 0; run + 1 < starts.length; run++) {
    const first = starts[run] as number;
    const end = base + (starts[run + 1] as number);
    const floor = bar - (runs.areOfOneTool ? toolSumOf(part, first, toolSums) : ofAll);
    for (let at = nextReaching(sums, base + first, end, floor); at < end; at = nextReaching(sums, at + 1, end, floor)) {
      const document = at - base;
      if ((sums[at] as number) + toolSumOf(part, document, toolSums) < bar) continue;
      if (!mayShow(base, document, dead, mask)) continue;
      if (found.length >= limit) return false;
      found.push(at);
    }
  }
  return true;
}

function toolSumOf({ segment, toolBase }: PlacedPart, document: number, toolSums: Int32Array): number {
  return toolSums[toolBase + (segment.documentTools[document] as number)] as number;
}

function largestToolSum({ segment, toolBase }: PlacedPart, toolSums: Int32Array): number {
  return largestOf(toolSums, toolBase, toolBase + toolCount(segment));
}

function mayShow(base: number, document: number, dead: PlacedPart['dead'], mask: DocumentMask | undefined): boolean {
  if (dead !== undefined && hasBit(dead.documents, document)) return false;
  return mask === undefined || mask[base + document] === 1;
}

function toolAt(parts: readonly PlacedPart[], document: number): number {
  const { segment, base, toolBase } = partOf(parts, document);
  return toolBase + (segment.documentTools[document - base] as number);
}

/** Numbers are in id order, but for those of different parts of one collection: there the ids decide. */
function idOrder(parts: readonly PlacedPart[]): (document: number, other: number) => boolean {
  return (document, other) => {
    const part = partOf(parts, document);
    const otherPart = partOf(parts, other);
    if (part === otherPart || part.collection !== otherPart.collection) return document < other;
    return idOf(parts, document) < idOf(parts, other);
  };
}
