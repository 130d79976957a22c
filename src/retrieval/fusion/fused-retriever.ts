import type { Api } from '../../catalog/index.js';
import { needsWholeApis } from '../api-filter.js';
import { clauses as splitRequest } from '../decomposition/clauses.js';
import type { RankedId } from '../distinct-hits.js';
import { hitsOfRanking } from '../hits-of-ranking.js';
import type { DocumentMask, LexicalIndex, LexicalQuery } from '../lexical/lexical-index.js';
import { passesMask } from '../lexical/passes-mask.js';
import { loadOnce } from '../load-once.js';
import type { Contribution, Hit, Retriever, SearchOptions } from '../retriever.js';
import { candidatesOf, type DenseArm, wholeDepth } from './candidates.js';
import { featureCount, featureNames } from './feature-names.js';
import { fitOf } from './fit-model.js';
import { partsOfScore, scoreRows } from './fusion-model.js';
import { type FusionWeights, fusionModelOf } from './fusion-weights.js';
import { passingMask } from './passing-mask.js';

export interface FusedOptions {
  readonly load: (ids: readonly string[]) => Promise<readonly Api[]> | readonly Api[];
  readonly variants?: (id: string) => readonly string[];
  /** The wishes of a request; the request itself for one. */
  readonly split?: (request: string) => readonly string[] | Promise<readonly string[]>;
  /** Finds by meaning, too. */
  readonly dense?: (request: string, clauses: readonly string[]) => Promise<DenseArm>;
}

/**
 * The two stages together: the lexical index proposes candidates for the whole request and for each of its wishes, and a
 * learned model orders them by features that are relative to the request. What the first stage ranks below its candidates
 * follows them in its order.
 */
export function fusedRetriever(index: LexicalIndex, weights: FusionWeights, options: FusedOptions): Retriever {
  const { load, variants = () => [], split = splitRequest, dense } = options;
  const model = fusionModelOf(weights);

  async function order(query: string, clauses: readonly string[], mask: DocumentMask | undefined): Promise<Ordered> {
    const candidates = candidatesOf(
      index,
      { request: query, clauses, ...(mask === undefined ? {} : { mask }) },
      await dense?.(query, clauses),
    );
    const scores = scoreRows(model, candidates.features);
    const ids = Array.from(candidates.documents, document => index.id(document));
    const places = Uint32Array.from(scores, (_, place) => place).sort((a, b) => {
      const difference = (scores[b] as number) - (scores[a] as number);
      // Not by number: documents of an index that was added to are not numbered in id order.
      return difference || ((ids[a] as string) < (ids[b] as string) ? -1 : 1);
    });
    const rows = new Map<string, Float32Array>();
    const ranked = Array.from(places, place => {
      const id = ids[place] as string;
      rows.set(id, candidates.features.subarray(place * featureCount, (place + 1) * featureCount));
      return { id, score: scores[place] as number };
    });
    return { ranked, rows, query: candidates.query };
  }

  async function search(
    query: string,
    k: number,
    { filter = {}, signal }: SearchOptions = {},
  ): Promise<readonly Hit[]> {
    if (k <= 0) return [];
    const parts = await split(query);
    const clauses = parts.length > 1 ? parts : [];
    const mask = index.mask(filter);
    // What only whole APIs can tell is asked of candidates first and of hits again.
    const loadHere = needsWholeApis(filter) ? loadOnce(load) : load;
    const searched = needsWholeApis(filter)
      ? await passingMask(
          { index, filter, load: loadHere, depth: Math.max(wholeDepth, 2 * k), signal },
          [query, ...clauses],
          mask,
        )
      : mask;
    const ordered = await order(query, clauses, searched);
    signal?.throwIfAborted();
    const ranking = { rank: (most: number) => withRest(index, ordered, most, searched), isIn: passesMask(index, mask) };
    const hits = await hitsOfRanking(ranking, k, { load: loadHere, variants, filter, signal });
    return hits.map(hit => {
      const features = ordered.rows.get(hit.api.id);
      return features === undefined ? hit : { ...hit, features: features.slice() };
    });
  }

  return {
    search,
    fit(hits) {
      const learned = hits.filter(hit => hit.features !== undefined);
      const rows = learned.map(hit => hit.features as Float32Array);
      return fitOf(
        weights.fit,
        rows,
        learned.map(hit => hit.score),
      );
    },
    why({ features }) {
      if (features === undefined) return [];
      return contributionsOf(features, partsOfScore(model, features));
    },
  };
}

/** Candidates in their order, best first. */
interface Ordered {
  readonly ranked: readonly RankedId[];
  readonly rows: ReadonlyMap<string, Float32Array>;
  readonly query: LexicalQuery;
}

/** The `most` best: the candidates, and after them what else the first stage finds, with scores that go on falling. */
function withRest(
  index: LexicalIndex,
  { ranked, rows, query }: Ordered,
  most: number,
  mask: DocumentMask | undefined,
): readonly RankedId[] {
  if (most <= ranked.length) return ranked.slice(0, most);
  const rest = index
    .search(query, most + ranked.length, mask)
    .map(({ document, score }) => ({ id: index.id(document), score }))
    .filter(({ id }) => !rows.has(id));
  const last = ranked.at(-1)?.score ?? 0;
  const first = rest[0]?.score ?? 0;
  return [...ranked, ...rest.map(({ id, score }) => ({ id, score: last - 1 - (first - score) }))].slice(0, most);
}

function contributionsOf(features: Float32Array, parts: Float32Array): readonly Contribution[] {
  return featureNames
    .map((feature, place) => ({
      feature,
      value: features[place] as number,
      contribution: parts[place] as number,
    }))
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
