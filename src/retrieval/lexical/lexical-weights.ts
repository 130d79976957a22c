import { type FieldName, fieldNames } from '../analysis/field-names.js';
import { lengthOf } from './length-code.js';

type ByField = Readonly<Record<FieldName, number>>;

/** What an index is made with; another index is made for others. */
export interface LexicalWeights {
  /** How much a word of each field counts. */
  readonly fields: ByField;
  /** How soon repetitions of a term stop to count. */
  readonly k1: number;
  /** How much longer fields are held back: 0 not at all, 1 in full. */
  readonly b: number;
  /** The same for tools, whose texts are those of all their APIs together. */
  readonly toolFields: ByField;
  readonly toolK1: number;
  readonly toolB: number;
}

export const lexicalWeights: LexicalWeights = {
  fields: {
    title: 2.5,
    tool: 2,
    description: 1,
    toolDescription: 0.4,
    parameters: 0.6,
    category: 0.8,
    examples: 1.5,
    place: 0.8,
  },
  k1: 1.2,
  b: 0.75,
  toolFields: {
    title: 1,
    tool: 1,
    description: 1,
    toolDescription: 1,
    parameters: 0,
    category: 1,
    examples: 1,
    place: 0,
  },
  toolK1: 1.2,
  toolB: 0.75,
};

/**
 * The length in words at which a field is held back neither more nor less than `k1` says. Constants, where BM25 takes the
 * averages of what is indexed: so what a term is worth in a document depends on the document alone.
 */
const pivotLengths: ByField = {
  title: 5,
  tool: 4,
  description: 20,
  toolDescription: 20,
  parameters: 40,
  category: 3,
  examples: 30,
  place: 8,
};
const pivotToolLength = 400;

/** Fields that all APIs of a tool have in common, so that they count once in the tool's text and not with every API. */
export const sharedFields: ReadonlySet<number> = new Set(
  (['tool', 'toolDescription', 'category'] as const).map(name => fieldNames.indexOf(name)),
);

/** Field weight over length norm by coded length: what one occurrence adds to a document's term frequency. */
export function fieldFactors({ fields, b }: LexicalWeights): Float64Array {
  const factors = new Float64Array(fieldNames.length * 256); // [fields × length codes]
  for (const [field, name] of fieldNames.entries()) {
    for (let code = 0; code < 256; code++) {
      factors[field * 256 + code] = fields[name] / (1 - b + (b * lengthOf(code)) / pivotLengths[name]);
    }
  }
  return factors;
}

/** The same for a tool of a length, in words. */
export function toolFactor({ toolB }: LexicalWeights, length: number): number {
  return 1 / (1 - toolB + (toolB * length) / pivotToolLength);
}
