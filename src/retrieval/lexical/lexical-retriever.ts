import type { Api } from '../../catalog/index.js';
import { hitsOfRanking } from '../hits-of-ranking.js';
import { loadFrom } from '../load-from.js';
import type { Retriever } from '../retriever.js';
import type { RetrieverSource } from '../retriever-source.js';
import { buildLexical, livingPart } from './build-lexical.js';
import { type LexicalOptions, lexical } from './lexical.js';
import { makerOf } from './lexical-collection.js';
import type { LexicalIndex } from './lexical-index.js';
import { type LexicalWeights, lexicalWeights } from './lexical-weights.js';
import { type OpenLexicalOptions, openLexical } from './open-lexical.js';
import { passesMask } from './passes-mask.js';

/** A retriever over the fielded index alone; opens, updates or makes the collections' indexes first. */
export async function lexicalRetriever(source: RetrieverSource, options: OpenLexicalOptions = {}): Promise<Retriever> {
  return retrieverOfIndex(await openLexical(source, options), ids => source.load(ids), source.variants);
}

/** A retriever over APIs that are in memory, without files: for one's own functions, and for tests. */
export async function lexicalOver(apis: readonly Api[], options: LexicalOverOptions = {}): Promise<Retriever> {
  return retrieverOfIndex(await lexicalIndexOver(apis, options), loadFrom(apis));
}

/** An index over APIs that are in memory. */
export async function lexicalIndexOver(
  apis: readonly Api[],
  { weights = lexicalWeights, ...options }: LexicalOverOptions = {},
): Promise<LexicalIndex> {
  const names = [...new Set(apis.map(api => api.collection))];
  const collections = await Promise.all(
    names.map(async collection => {
      const own = apis.filter(api => api.collection === collection);
      const parts = [livingPart(await buildLexical(own, weights))];
      return { collection, fingerprint: '', maker: makerOf(weights), sources: new Map<string, string>(), parts };
    }),
  );
  return lexical(collections, options);
}

export type LexicalOverOptions = LexicalOptions & { readonly weights?: LexicalWeights };

export function retrieverOfIndex(
  index: LexicalIndex,
  load: RetrieverSource['load'],
  variants: (id: string) => readonly string[] = () => [],
): Retriever {
  return {
    search(request, k, { filter = {}, signal } = {}) {
      const query = index.query(request);
      const mask = index.mask(filter);
      const ranking = {
        rank: (most: number) =>
          index.search(query, most, mask).map(({ document, score }) => ({ id: index.id(document), score })),
        isIn: passesMask(index, mask),
      };
      return hitsOfRanking(ranking, k, { load, variants, filter, signal });
    },
  };
}
