import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleApi } from '../retriever.contract.js';
import { lexical } from './lexical.js';
import type { DocumentMask } from './lexical-index.js';
import type { Postings } from './lexical-segment.js';
import { type PlacedPart, partOf, placeParts } from './placed-part.js';
import { collectionOf, partOfApis } from './random-apis.contract.js';
import { searchDocuments } from './search-documents.js';
import { planSearch, type SearchPlan } from './search-plan.js';

// Thirty words of which each API has one or two: some lists are short beside the number of documents, others are not.
const word = fc.nat(29).map(number => `word${String.fromCharCode(97 + number)}`);
const content = fc.record({ title: word, tool: fc.constantFrom('', 'sky', 'shop'), description: fc.option(word) });
// Half of the time a tool's documents stand together.
const apis = (collection: string) =>
  fc.tuple(fc.array(content, { maxLength: 40 }), fc.boolean()).map(([all, isGrouped]) =>
    all.map(({ description, ...given }, i) =>
      sampleApi(`${collection}/${String(i).padStart(2, '0')}`, {
        ...given,
        ...(isGrouped ? { tool: i < 13 ? 'sky' : 'shop' } : {}),
        description: `${description ?? ''} common`,
      }),
    ),
  );
const searches = fc.array(
  fc.record({
    request: fc.array(fc.oneof(word, fc.constant('common')), { maxLength: 6 }).map(words => words.join(' ')),
    k: fc.integer({ min: 1, max: 12 }),
    isMasked: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

it('gives the best by looking at every document, one search after the other, however short its lists are', async () => {
  await fc.assert(
    fc.asyncProperty(apis('a'), apis('b'), searches, fc.boolean(), async (a, b, asked, cuts) => {
      const dead = await partOfApis(a, api => api.id.endsWith('3') && api.tool === '');
      const collections = [await collectionOf('a', dead), await collectionOf('b', await partOfApis(b))];
      const parts = placeParts(collections);
      const index = lexical(collections);
      const search = searchDocuments(parts, cuts ? 0 : Number.POSITIVE_INFINITY);
      for (const { request, k, isMasked } of asked) {
        const plan = planSearch(index.query(request), parts, 0.6);
        const mask = isMasked
          ? Uint8Array.from({ length: a.length + b.length }, (_, i) => (i % 3 === 0 ? 0 : 1))
          : undefined;
        expect(search(plan, k, mask)).toEqual(slowly(parts, plan, mask).slice(0, k));
      }
    }),
    { numRuns: 60 },
  );
});

/** All documents with any of the terms, their sums added up one by one. */
function slowly(parts: readonly PlacedPart[], { terms }: SearchPlan, mask: DocumentMask | undefined) {
  const all = parts.flatMap(({ segment, base }) => Array.from(segment.documentTools, (_, i) => base + i));
  return all
    .map(document => {
      const part = partOf(parts, document);
      const { segment, base, dead } = part;
      const numbers = terms.map(term => term.numbers[parts.indexOf(part)]!);
      const sum = (postings: Postings, target: number, weightOf: (i: number) => number) =>
        numbers.reduce((total, number, i) => total + weightOf(i) * impactIn(postings, number, target), 0);
      const own = sum(segment.postings, document - base, i => terms[i]!.weight);
      const tool = segment.documentTools[document - base]!;
      const isGone =
        dead !== undefined && ((dead.documents[(document - base) >> 3]! >> ((document - base) & 7)) & 1) === 1;
      const isOut = own === 0 || isGone || mask?.[document] === 0;
      return { document, score: isOut ? 0 : own + sum(segment.toolPostings, tool, i => terms[i]!.toolWeight) };
    })
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score || x.document - y.document);
}

function impactIn({ starts, targets, impacts }: Postings, term: number, target: number): number {
  if (term < 0) return 0;
  const place = targets.subarray(starts[term]!, starts[term + 1]!).indexOf(target);
  return place < 0 ? 0 : impacts[starts[term]! + place]!;
}
