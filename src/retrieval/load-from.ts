import type { Api } from '../catalog/index.js';

/** What `RetrieverSource.load` does, for APIs in memory. */
export function loadFrom(apis: readonly Api[]): (ids: readonly string[]) => readonly Api[] {
  const byId = new Map(apis.map(api => [api.id, api]));
  return ids => ids.flatMap(id => byId.get(id) ?? []);
}
