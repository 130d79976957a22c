import type { Api, Effect } from '../catalog/index.js';

/** What an API must be to become a hit; every part that is given must hold. Names are compared exactly. */
export interface ApiFilter {
  readonly collections?: readonly string[];
  readonly providers?: readonly string[];
  readonly categories?: readonly string[];
  readonly effects?: readonly Effect[];
  /** What only the caller knows of an API, such as whether credentials for it are at hand. */
  readonly accepts?: (api: Api) => boolean;
}

export function passes(api: Api, filter: ApiFilter): boolean {
  const { collections, providers, categories, effects, accepts } = filter;
  return (
    (collections?.includes(api.collection) ?? true) &&
    (providers?.includes(api.provider) ?? true) &&
    (categories?.includes(api.category) ?? true) &&
    (effects?.includes(api.effect) ?? true) &&
    (accepts?.(api) ?? true)
  );
}

/** Whether the filter asks for what an index does not know of an API, so that only whole APIs can tell. */
export function needsWholeApis({ effects, accepts }: ApiFilter): boolean {
  return effects !== undefined || accepts !== undefined;
}
