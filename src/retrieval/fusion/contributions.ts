import { type FieldName, fieldCount, fieldNames } from '../analysis/field-names.js';
import { lengthOf } from '../lexical/length-code.js';
import type { LexicalEvidence, LexicalQuery } from '../lexical/lexical-index.js';
import { countIn, toolCountIn } from '../lexical/packed-counts.js';

/** How much each term of a request says for each candidate, by field and in all. */
export interface Contributions {
  /** BM25 of single fields, summed over the terms. */
  readonly fields: Float64Array; // [candidates × fields]
  /** What each term says for the candidate itself: BM25 over its weighted fields. */
  readonly own: Float64Array; // [candidates × terms]
  /** What each term says for the candidate's tool. */
  readonly tools: Float64Array; // [tools × terms]
  /** Fields of a tool, summed over the terms. */
  readonly toolFields: Float64Array; // [tools × fields]
}

const k1 = 1.2;
const b = 0.75;

/** How much a word of each field counts, of an API and of a tool. */
const weights: Readonly<Record<FieldName, number>> = {
  title: 2,
  tool: 3,
  description: 1,
  toolDescription: 0.7,
  parameters: 0.3,
  category: 0.8,
  examples: 1,
  place: 0.3,
};
const toolWeights: Readonly<Record<FieldName, number>> = {
  title: 0.5,
  tool: 1,
  description: 0,
  toolDescription: 1,
  parameters: 0,
  category: 0.3,
  examples: 0.3,
  place: 0,
};
/** Lengths in words at which a field is held back neither more nor less than `k1` says. */
const pivots: Readonly<Record<FieldName, number>> = {
  title: 5,
  tool: 4,
  description: 20,
  toolDescription: 25,
  parameters: 40,
  category: 3,
  examples: 30,
  place: 8,
};
const toolPivots: Readonly<Record<FieldName, number>> = {
  ...pivots,
  title: 60,
  description: 200,
  parameters: 500,
  examples: 60,
};

const fieldWeights = fieldNames.map(name => weights[name]);
const toolFieldWeights = fieldNames.map(name => toolWeights[name]);
const fieldNorms = normsBy(pivots);
const toolFieldNorms = normsBy(toolPivots);

/** `1 − b + b · length / pivot` by field and coded length. */
function normsBy(lengths: Readonly<Record<FieldName, number>>): Float64Array {
  const norms = new Float64Array(fieldCount * 256); // [fields × length codes]
  for (const [field, name] of fieldNames.entries()) {
    for (let code = 0; code < 256; code++) norms[field * 256 + code] = 1 - b + (b * lengthOf(code)) / lengths[name];
  }
  return norms;
}

/** BM25 (Robertson & Zaragoza 2009) by field, and BM25F over all fields together, for candidates and their tools. */
export function contributions(query: LexicalQuery, evidence: LexicalEvidence): Contributions {
  const { terms } = query;
  const own = {
    ...emptySums(evidence.documents.length, terms.length),
    counts: evidence.counts,
    lengths: evidence.lengths,
    countIn,
    weights: fieldWeights,
    norms: fieldNorms,
  };
  const tools = {
    ...emptySums(evidence.tools.length, terms.length),
    counts: evidence.toolCounts,
    lengths: evidence.toolLengths,
    countIn: toolCountIn,
    weights: toolFieldWeights,
    norms: toolFieldNorms,
  };
  for (const [term, { weight, idf, toolIdf }] of terms.entries()) {
    addTerm(own, term, weight * idf * (k1 + 1));
    addTerm(tools, term, weight * toolIdf * (k1 + 1));
  }
  return { fields: own.byField, own: own.byTerm, tools: tools.byTerm, toolFields: tools.byField };
}

/** Candidates or tools, and what has been added up for them. */
interface Level {
  readonly counts: Uint32Array; // [items × terms], packed
  readonly lengths: Uint8Array; // [items × fields], coded
  readonly countIn: (packed: number, field: number) => number;
  readonly weights: readonly number[];
  readonly norms: Float64Array; // [fields × length codes]
  readonly byField: Float64Array; // [items × fields]
  readonly byTerm: Float64Array; // [items × terms]
  readonly items: number;
  readonly terms: number;
}

function emptySums(items: number, terms: number) {
  return { items, terms, byField: new Float64Array(items * fieldCount), byTerm: new Float64Array(items * terms) };
}

function addTerm(level: Level, term: number, scale: number): void {
  const { counts, lengths, norms, byField, byTerm, items, terms } = level;
  for (let item = 0; item < items; item++) {
    const packed = counts[item * terms + term] as number;
    if (packed === 0) continue;
    let frequency = 0;
    for (let field = 0; field < fieldCount; field++) {
      const count = level.countIn(packed, field);
      if (count === 0) continue;
      const norm = norms[field * 256 + (lengths[item * fieldCount + field] as number)] as number;
      frequency += ((level.weights[field] as number) * count) / norm;
      (byField[item * fieldCount + field] as number) += (scale * count) / (count + k1 * norm);
    }
    byTerm[item * terms + term] = (scale * frequency) / (frequency + k1);
  }
}
