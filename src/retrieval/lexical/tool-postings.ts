import { fieldCount, fieldNames } from '../analysis/field-names.js';
import { GrowingArray } from '../bm25/growing-array.js';
import { impactOf, largestOfEach } from './impact.js';
import { lengthCode, lengthOf } from './length-code.js';
import type { Postings } from './lexical-segment.js';
import { type LexicalWeights, sharedFields, toolFactor } from './lexical-weights.js';
import { countIn, packToolCounts, toolCountIn } from './packed-counts.js';

/** Parameters and places tell the APIs of a tool apart, and would be the bulk of its text: a tool is known without them. */
const toolFields = fieldNames.flatMap((name, field) => (name === 'parameters' || name === 'place' ? [] : [field]));
const toolFieldBits = toolFields.reduce((bits, field) => bits | (15 << (4 * field)), 0);

/** Lengths of the tools' texts: those of all their documents together, but of a shared field the longest. */
export function toolLengths(fieldLengths: Uint8Array, documentTools: Uint32Array, toolCount: number): Uint8Array {
  const words = new Float64Array(toolCount * fieldCount);
  for (const [document, tool] of documentTools.entries()) {
    for (const field of toolFields) {
      const at = tool * fieldCount + field;
      const length = lengthOf(fieldLengths[document * fieldCount + field] as number);
      if (sharedFields.has(field)) words[at] = Math.max(words[at] as number, length);
      else (words[at] as number) += length;
    }
  }
  return Uint8Array.from(words, length => lengthCode(Math.round(length)));
}

/** The postings of documents, put together by tool. */
export function toolPostings(
  postings: Postings,
  documentTools: Uint32Array,
  lengths: Uint8Array,
  weights: LexicalWeights,
): Postings {
  const tally = new ToolTally(lengths.length / fieldCount);
  const starts = new Uint32Array(postings.starts.length);
  const targets = new GrowingArray();
  const counts = new GrowingArray();
  for (let term = 0; term + 1 < starts.length; term++) {
    for (let i = postings.starts[term] as number; i < (postings.starts[term + 1] as number); i++) {
      tally.add(documentTools[postings.targets[i] as number] as number, postings.counts[i] as number);
    }
    tally.take((tool, packed) => {
      targets.push(tool);
      counts.push(packed);
    });
    starts[term + 1] = targets.length;
  }
  const found = { starts, targets: targets.values().slice(), counts: counts.values().slice() };
  const impacts = toolImpacts(found, lengths, weights);
  return { ...found, impacts, maxImpacts: largestOfEach(impacts, starts) };
}

/** How often one term stands in each field of each tool. */
class ToolTally {
  readonly #counts: Uint32Array; // [tools × fields]; all zero between terms
  readonly #isPresent: Uint8Array; // [tools]
  #present: number[] = [];

  constructor(toolCount: number) {
    this.#counts = new Uint32Array(toolCount * fieldCount);
    this.#isPresent = new Uint8Array(toolCount);
  }

  add(tool: number, packed: number): void {
    if ((packed & toolFieldBits) === 0) return;
    if (this.#isPresent[tool] === 0) {
      this.#isPresent[tool] = 1;
      this.#present.push(tool);
    }
    for (const field of toolFields) {
      const count = countIn(packed, field);
      if (count === 0) continue;
      const at = tool * fieldCount + field;
      const known = this.#counts[at] as number;
      this.#counts[at] = sharedFields.has(field) ? Math.max(known, count) : known + count;
    }
  }

  /** Gives the tools in their order, and begins anew. */
  take(each: (tool: number, packed: number) => void): void {
    for (const tool of this.#present.sort((a, b) => a - b)) {
      const counts = this.#counts.subarray(tool * fieldCount, (tool + 1) * fieldCount);
      each(tool, packToolCounts(counts));
      counts.fill(0);
      this.#isPresent[tool] = 0;
    }
    this.#present = [];
  }
}

function toolImpacts(
  { targets, counts }: Pick<Postings, 'targets' | 'counts'>,
  lengths: Uint8Array,
  weights: LexicalWeights,
): Uint8Array {
  const factors = Float64Array.from({ length: lengths.length / fieldCount }, (_, tool) => {
    const codes = lengths.subarray(tool * fieldCount, (tool + 1) * fieldCount);
    return toolFactor(
      weights,
      codes.reduce((sum, code) => sum + lengthOf(code), 0),
    );
  });
  const fieldWeights = fieldNames.map(name => weights.toolFields[name]);
  return Uint8Array.from(targets, (tool, i) => {
    let frequency = 0;
    for (const field of toolFields) {
      frequency += (fieldWeights[field] as number) * toolCountIn(counts[i] as number, field);
    }
    return impactOf(frequency * (factors[tool] as number), weights.toolK1);
  });
}
