import { fingerprint } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import type { RetrieverSource } from '../../../retrieval/index.js';

/**
 * A source that has these APIs, all of `collection`, besides what it has. They are in memory alone: only index files are
 * written, which their fingerprint tells from those of others.
 */
export function withApis(source: RetrieverSource, collection: string, apis: readonly Api[]): RetrieverSource {
  const byId = new Map(apis.map(api => [api.id, api]));
  const content = fingerprint(apis);
  const { documents, ofDocument } = source;
  return {
    ...source,
    collections: [...source.collections, { name: collection, fingerprint: content }],
    async load(ids) {
      const others = ids.filter(id => !byId.has(id));
      const own = ids.flatMap(id => byId.get(id) ?? []);
      return others.length === 0 ? own : [...own, ...(await source.load(others))];
    },
    rebuild: name => (name === collection ? apis : source.rebuild(name)),
    ...(documents && { documents: name => (name === collection ? new Map([['', content]]) : documents(name)) }),
    ...(ofDocument && {
      ofDocument: (name, document) => (name === collection ? apis : ofDocument(name, document)),
    }),
  };
}
