import type { Api } from '../catalog/index.js';
import type { RetrieverSource } from './retriever-source.js';

/** Loads each API at most once and gives the same object again; for as long as one search, since it forgets nothing. */
export function loadOnce(load: RetrieverSource['load']): RetrieverSource['load'] {
  const known = new Map<string, Api | undefined>();
  return async ids => {
    const unknown = [...new Set(ids)].filter(id => !known.has(id));
    if (unknown.length > 0) {
      const loaded = new Map((await load(unknown)).map(api => [api.id, api]));
      for (const id of unknown) known.set(id, loaded.get(id));
    }
    return [...new Set(ids)].flatMap(id => known.get(id) ?? []);
  };
}
