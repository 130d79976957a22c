import type { ApiFilter } from './api-filter.js';
import type { Retriever } from './retriever.js';

/** The retriever over only what passes the filter; a filter that a search brings besides must be passed, too. */
export function filtered(retriever: Retriever, filter: ApiFilter): Retriever {
  const { fit, why } = retriever;
  return {
    search: (query, k, options = {}) =>
      retriever.search(query, k, { ...options, filter: bothFilters(filter, options.filter) }),
    ...(fit === undefined ? {} : { fit: hits => fit.call(retriever, hits) }),
    ...(why === undefined ? {} : { why: hit => why.call(retriever, hit) }),
  };
}

/** What passes both. */
export function bothFilters(one: ApiFilter, other: ApiFilter = {}): ApiFilter {
  const collections = common(one.collections, other.collections);
  const providers = common(one.providers, other.providers);
  const categories = common(one.categories, other.categories);
  const effects = common(one.effects, other.effects);
  const accepts = [one.accepts, other.accepts].filter(each => each !== undefined);
  return {
    ...(collections === undefined ? {} : { collections }),
    ...(providers === undefined ? {} : { providers }),
    ...(categories === undefined ? {} : { categories }),
    ...(effects === undefined ? {} : { effects }),
    ...(accepts.length === 0 ? {} : { accepts: api => accepts.every(accept => accept(api)) }),
  };
}

/** A list that is not given names everything. */
function common<T>(one: readonly T[] | undefined, other: readonly T[] | undefined): readonly T[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.filter(each => other.includes(each));
}
