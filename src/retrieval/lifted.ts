import type { Api } from '../catalog/index.js';
import type { Contribution, Hit, Retriever, SearchOptions } from './retriever.js';

/** What speaks for APIs beside what a retriever knows of them. */
export interface Lift {
  /** What its part of a score is called in `why`. */
  readonly feature: string;
  /** How much it counts, in spreads of the scores. */
  readonly weight: number;
  /** What a value adds, before weight and spread; nothing for 0. */
  gain(value: number): number;
  /** What it says of APIs, given a request; `undefined` where it has nothing to say. */
  evidence(query: string, options: SearchOptions): Promise<LiftEvidence | undefined>;
}

export interface LiftEvidence {
  /** As `why` shows it; 0 for nothing. */
  value(api: Api): number;
  /** What becomes a hit though the retriever may not have found it; all of it passes the search's filter. */
  readonly further: readonly Api[];
}

/** Hits that can change places. */
const depth = 50;
/** Whose distance from the first is the spread of the scores. */
const spreadRank = 10;

/**
 * A retriever whose hits are lifted by what else speaks for them:
 *
 *     score'(api) = score(api) + weight · spread · gain(value(api))
 *
 * The spread is how far the tenth score (or the last) is below the first, so that the weight means the same whatever
 * numbers a retriever gives. The first 50 hits are put in order anew, ties by id; the others come after them as they
 * were. What further evidence adds begins a spread below the last of them.
 */
export function lifted(retriever: Retriever, lift: Lift): Retriever {
  const before = new WeakMap<Hit, Unlifted>();
  const { fit, why } = retriever;

  async function search(query: string, k: number, options: SearchOptions = {}): Promise<readonly Hit[]> {
    if (k <= 0) return [];
    const evidence = await lift.evidence(query, options);
    if (evidence === undefined) return retriever.search(query, k, options);
    const found = await retriever.search(query, Math.max(k, depth), options);
    const spread = spreadOf(found);
    const raise = (api: Api, score: number, hit?: Hit): Hit => {
      const value = evidence.value(api);
      const raised = { ...(hit ?? { api }), score: score + lift.weight * spread * lift.gain(value) };
      before.set(raised, { hit, score, value });
      return raised;
    };
    const known = new Set(found.flatMap(({ api, variants = [] }) => [api.id, ...variants]));
    const first = found.slice(0, depth);
    const start = (first.at(-1)?.score ?? 0) - spread;
    const ordered = [
      ...first.map(hit => (evidence.value(hit.api) === 0 ? hit : raise(hit.api, hit.score, hit))),
      ...evidence.further.filter(({ id }) => !known.has(id)).map(api => raise(api, start)),
    ].sort(byScore);
    return [...ordered, ...found.slice(depth)].slice(0, k);
  }

  return {
    search,
    // Whether anything fits is judged by what the retriever itself found.
    ...(fit === undefined ? {} : { fit: hits => fit.call(retriever, hits.flatMap(ownOf).sort(byScore)) }),
    why(hit) {
      const known = before.get(hit);
      if (known === undefined) return partsOf(hit);
      const { hit: own, score, value } = known;
      const lifts: Contribution = { feature: lift.feature, value, contribution: hit.score - score };
      const parts = own === undefined ? [] : partsOf(own);
      return [...parts, lifts].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
    },
  };

  function partsOf(hit: Hit): readonly Contribution[] {
    return why?.call(retriever, hit) ?? [{ feature: 'score', value: hit.score, contribution: hit.score }];
  }

  function ownOf(hit: Hit): readonly Hit[] {
    const known = before.get(hit);
    return known === undefined ? [hit] : known.hit === undefined ? [] : [known.hit];
  }
}

/** A hit as it would be without the lift; no hit at all where nothing else found it. */
interface Unlifted {
  readonly hit: Hit | undefined;
  readonly score: number;
  readonly value: number;
}

/** 1 where there are no two scores to tell. */
function spreadOf(hits: readonly Hit[]): number {
  const first = hits[0]?.score ?? 0;
  const last = hits[Math.min(spreadRank, hits.length) - 1]?.score ?? first;
  return first - last || 1;
}

function byScore(a: Hit, b: Hit): number {
  return b.score - a.score || (a.api.id < b.api.id ? -1 : 1);
}
