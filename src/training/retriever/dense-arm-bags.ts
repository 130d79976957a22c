import type { Api } from '../../catalog/index.js';
import type { RetrievalQuery } from '../../evaluation/index.js';
import { type StaticModel, staticTokens } from '../../models/index.js';
import type { Retriever } from '../../retrieval/index.js';
import type { Bag } from './bag-gradient.js';
import type { TrainingExample } from './tune-table.js';

/** APIs and requests as bags of tokens, and what words alone find. */
export interface Bags {
  /** Of the APIs, in the order of `documents`. */
  readonly ids: readonly string[];
  readonly documents: readonly Bag[];
  readonly places: ReadonlyMap<string, number>;
  readonly queries: ReadonlyMap<string, Bag>;
  /** Request → document → score, best first. */
  readonly words: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

const depth = 100;
const hardNegativeCount = 10;

export async function denseArmBags(
  model: StaticModel,
  apis: readonly Api[],
  textOf: (api: Api) => string,
  asked: readonly RetrievalQuery[],
  words: Retriever,
  signal?: AbortSignal,
): Promise<Bags> {
  const places = new Map(apis.map((api, i) => [api.id, i]));
  const found = new Map<string, ReadonlyMap<number, number>>();
  const queries = new Map<string, Bag>();
  for (const { query } of asked) {
    signal?.throwIfAborted();
    if (queries.has(query)) continue;
    queries.set(query, Uint32Array.from(staticTokens(query, model)));
    const hits = await words.search(query, depth, signal === undefined ? {} : { signal });
    const known = hits.flatMap(({ api, score }) => {
      const document = places.get(api.id);
      return document === undefined ? [] : [[document, score] as const];
    });
    found.set(query, new Map(known));
  }
  const documents = apis.map(api => Uint32Array.from(staticTokens(textOf(api), model)));
  return { ids: apis.map(api => api.id), documents, places, queries, words: found };
}

/** Requests as they are trained on; those without any known API are left out. */
export function examplesOf(bags: Bags, asked: readonly RetrievalQuery[]): TrainingExample[] {
  return asked.flatMap(({ query, relevant: ids }) => {
    const relevant = new Set([...ids].flatMap(id => bags.places.get(id) ?? []));
    if (relevant.size === 0) return [];
    const hits = [...(bags.words.get(query)?.keys() ?? [])];
    const hardNegatives = hits.filter(document => !relevant.has(document)).slice(0, hardNegativeCount);
    return [{ query: bags.queries.get(query) ?? [], relevant, hardNegatives }];
  });
}
