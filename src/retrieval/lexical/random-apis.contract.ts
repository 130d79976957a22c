import fc from 'fast-check';
import type { Api } from '../../catalog/index.js';
import { sampleApi } from '../retriever.contract.js';
import { emptyBitset, setBit } from './bitset.js';
import { buildLexical, livingPart } from './build-lexical.js';
import type { LexicalCollection, LexicalPart } from './lexical-collection.js';
import { documentCount, documentId } from './lexical-segment.js';
import { lexicalWeights } from './lexical-weights.js';

const word = fc.constantFrom('city', 'rain', 'gold', 'price', 'map', 'user', 'refund', 'Ünal', '天気');
const text = (maxLength: number) => fc.array(word, { maxLength }).map(words => words.join(' '));

/** Requests over the few words that the APIs below are made of, some of which are near to one and some to none. */
export const requests = fc
  .array(fc.oneof(word, fc.constantFrom('refudn', 'quux', 'the')), { maxLength: 8 })
  .map(words => words.join(' '));

const content = fc.record({
  title: text(3),
  description: text(20),
  tool: fc.constantFrom('', 'sky', 'shop', 'sky map'),
  toolDescription: text(4),
  provider: fc.constantFrom('a.com', 'b.com'),
  category: fc.constantFrom('', 'weather', 'city'),
});

/** APIs of one collection, ids distinct and in no order. */
export const apisOf = (collection: string): fc.Arbitrary<Api[]> =>
  fc
    .uniqueArray(fc.record({ key: fc.string({ minLength: 1, maxLength: 2 }), content }), {
      selector: each => each.key,
      maxLength: 12,
    })
    .map(all => all.map(({ key, content: given }) => sampleApi(`${collection}/${key}`, given)));

export async function collectionOf(name: string, ...parts: readonly LexicalPart[]): Promise<LexicalCollection> {
  return { collection: name, fingerprint: 'f', maker: 'm', sources: new Map(), parts };
}

export async function partOfApis(apis: readonly Api[], isDead: (api: Api) => boolean = () => false) {
  const part = livingPart(await buildLexical(apis, lexicalWeights));
  const dead = emptyBitset(documentCount(part.segment));
  const gone = new Set(apis.filter(isDead).map(api => api.id));
  for (let d = 0; d < documentCount(part.segment); d++) if (gone.has(documentId(part.segment, d))) setBit(dead, d);
  return { segment: part.segment, dead };
}
