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
  const candidates = evidence.documents.length;
  const tools = evidence.tools.length;
  const made = {
    fields: new Float64Array(candidates * fieldCount),
    own: new Float64Array(candidates * terms.length),
    tools: new Float64Array(tools * terms.length),
    toolFields: new Float64Array(tools * fieldCount),
  };
  for (const [term, { weight, idf, toolIdf }] of terms.entries()) {
    const scale = weight * idf * (k1 + 1);
    for (let i = 0; i < candidates; i++) {
      const packed = evidence.counts[i * terms.length + term] as number;
      if (packed === 0) continue;
      let frequency = 0;
      for (let field = 0; field < fieldCount; field++) {
        const count = countIn(packed, field);
        if (count === 0) continue;
        const norm = fieldNorms[field * 256 + (evidence.lengths[i * fieldCount + field] as number)] as number;
        frequency += ((fieldWeights[field] as number) * count) / norm;
        (made.fields[i * fieldCount + field] as number) += (scale * count) / (count + k1 * norm);
      }
      made.own[i * terms.length + term] = (scale * frequency) / (frequency + k1);
    }
    const toolScale = weight * toolIdf * (k1 + 1);
    for (let i = 0; i < tools; i++) {
      const packed = evidence.toolCounts[i * terms.length + term] as number;
      if (packed === 0) continue;
      let frequency = 0;
      for (let field = 0; field < fieldCount; field++) {
        const count = toolCountIn(packed, field);
        if (count === 0) continue;
        const norm = toolFieldNorms[field * 256 + (evidence.toolLengths[i * fieldCount + field] as number)] as number;
        frequency += ((toolFieldWeights[field] as number) * count) / norm;
        (made.toolFields[i * fieldCount + field] as number) += (toolScale * count) / (count + k1 * norm);
      }
      made.tools[i * terms.length + term] = (toolScale * frequency) / (frequency + k1);
    }
  }
  return made;
}
