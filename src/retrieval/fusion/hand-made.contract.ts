import fc from 'fast-check';
import { type FieldName, fieldCount, fieldNames } from '../analysis/field-names.js';
import { lengthCode } from '../lexical/length-code.js';
import type { LexicalEvidence, LexicalQuery, LexicalTerm } from '../lexical/lexical-index.js';
import { addOne, packToolCounts } from '../lexical/packed-counts.js';

/** A field's length in words (below 64, so that it is kept exactly), and how often words stand in it (at most 4). */
export interface HandMadeText {
  readonly length: number;
  readonly counts: Readonly<Record<string, number>>;
}

export type HandMadeFields = Readonly<Partial<Record<FieldName, HandMadeText>>>;

/** Candidates with their texts, and the texts of the tools that they name by place. */
export interface HandMade {
  readonly candidates: readonly { readonly tool: number; readonly fields: HandMadeFields }[];
  readonly tools: readonly { readonly size: number; readonly fields: HandMadeFields }[];
}

export function handMadeTerm(term: string, weight: number, idf: number, toolIdf: number): LexicalTerm {
  return { term, weight, idf, toolIdf, documentCount: 1, numbers: Int32Array.of() };
}

/** What an index would say of them; of tools without a candidate it says nothing. */
export function handMadeEvidence({ terms }: LexicalQuery, { candidates, tools }: HandMade): LexicalEvidence {
  const used = [...new Set(candidates.map(({ tool }) => tool))];
  const ofTools = used.map(tool => tools[tool]!);
  const countsOf = (fields: HandMadeFields, term: string) => fieldNames.map(name => fields[name]?.counts[term] ?? 0);
  const lengthsOf = (fields: HandMadeFields) => fieldNames.map(name => lengthCode(fields[name]?.length ?? 0));
  return {
    documents: Uint32Array.from(candidates, (_, i) => i),
    counts: Uint32Array.from(
      candidates.flatMap(({ fields }) => terms.map(({ term }) => packCounts(countsOf(fields, term)))),
    ),
    lengths: Uint8Array.from(candidates.flatMap(({ fields }) => lengthsOf(fields))),
    tools: Uint32Array.from(used),
    toolPlaces: Uint32Array.from(candidates, ({ tool }) => used.indexOf(tool)),
    toolCounts: Uint32Array.from(
      ofTools.flatMap(({ fields }) => terms.map(({ term }) => packToolCounts(countsOf(fields, term)))),
    ),
    toolLengths: Uint8Array.from(ofTools.flatMap(({ fields }) => lengthsOf(fields))),
    toolSizes: Uint32Array.from(ofTools, ({ size }) => size),
  };
}

function packCounts(counts: readonly number[]): number {
  let packed = 0;
  for (let field = 0; field < fieldCount; field++) {
    for (let i = 0; i < counts[field]!; i++) packed = addOne(packed, field);
  }
  return packed;
}

const words = ['weather', 'forecast', 'city', 'refund'];
const texts: fc.Arbitrary<HandMadeText> = fc
  .record({
    others: fc.nat(30),
    counts: fc.dictionary(fc.constantFrom(...words), fc.integer({ min: 1, max: 4 }), { noNullPrototype: true }),
  })
  .map(({ others, counts }) => ({ length: others + Object.values(counts).reduce((a, b) => a + b, 0), counts }));
const fieldsOf = fc.record(Object.fromEntries(fieldNames.map(name => [name, texts])), {
  requiredKeys: [],
  noNullPrototype: true,
}) as fc.Arbitrary<HandMadeFields>;

/** Up to seven candidates of three tools. */
export const handMades: fc.Arbitrary<HandMade> = fc.record({
  candidates: fc.array(fc.record({ tool: fc.nat(2), fields: fieldsOf }), { maxLength: 7 }),
  tools: fc.array(fc.record({ size: fc.integer({ min: 1, max: 50 }), fields: fieldsOf }), {
    minLength: 3,
    maxLength: 3,
  }),
});

/** Queries of some of the words, whose frequencies are the same in each. */
export const handMadeQueries: fc.Arbitrary<LexicalQuery> = fc
  .record({
    weights: fc.uniqueArray(fc.tuple(fc.constantFrom(...words), fc.constantFrom(0.25, 1, 2)), {
      selector: ([word]) => word,
    }),
    unmatched: fc.subarray(['quux', 'oslo']),
  })
  .map(({ weights, unmatched }) => ({
    terms: weights.map(([word, weight]) => {
      const place = words.indexOf(word);
      return handMadeTerm(word, weight, 1 + place, 0.5 + place / 2);
    }),
    unmatched,
  }));
