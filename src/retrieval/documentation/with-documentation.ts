import { passes } from '../api-filter.js';
import { lifted } from '../lifted.js';
import type { Retriever } from '../retriever.js';
import type { RetrieverSource } from '../retriever-source.js';
import { type Documentation, evidenceFor, isApiId } from './documentation.js';

export interface DocumentedOptions extends Pick<RetrieverSource, 'collections' | 'load'> {
  readonly documentation: Documentation;
  /** How much a passage counts, in spreads of the scores; see `lifted`. One with every word once has about 0.4 of 1. */
  readonly weight?: number;
}

/** What documentation adds is called so in `why`. */
export const documentationFeature = 'documentation';

/** APIs that only their documentation speaks for: so many at most become hits. */
const mostFurther = 20;

/**
 * Lifts APIs whose documentation says what was asked, and finds those of which nothing else says it. Where documentation
 * has nothing to say of a request, the search is the retriever's own.
 */
export function withDocumentation(retriever: Retriever, options: DocumentedOptions): Retriever {
  const { documentation, load, weight = 3 } = options;
  const searched = new Set(options.collections.map(({ name }) => name));
  return lifted(retriever, {
    feature: documentationFeature,
    weight,
    // A few words in common say little: squared, passages that say most of a request stand out.
    gain: value => value ** 2,
    async evidence(query, { filter = {} }) {
      const evidence = await documentation.evidence(query);
      if (evidence.size === 0) return undefined;
      const ids = [...evidence.keys()].filter(isApiId).slice(0, mostFurther);
      const further = (await load(ids)).filter(api => searched.has(api.collection) && passes(api, filter));
      return { value: api => evidenceFor(evidence, api), further };
    },
  });
}
