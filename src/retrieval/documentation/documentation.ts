import type { Api } from '../../catalog/index.js';
import type { About, PassageHit } from './passage.js';

/** Long texts about APIs, searched by passage: a source of answers, and evidence for the APIs they are about. */
export interface Documentation {
  /** The `k` best passages, best first, equal scores by id; fewer where fewer have a word of the query. */
  search(query: string, k: number, options?: PassageSearch): Promise<readonly PassageHit[]>;
  /**
   * For what documentation about it says of the query: evidence key (see `evidenceKey`) → how much of the query its best
   * passage says, above 0 and below 1; best first. Nothing where no documentation was added. What APIs say of themselves is no documentation here.
   */
  evidence(query: string): Promise<ReadonlyMap<string, number>>;
}

export interface PassageSearch {
  /** Only passages that are about these collections, their tools and APIs. */
  readonly collections?: readonly string[];
}

/** Evidence of documentation may be about one API, a tool, or a whole collection. */
export function evidenceKey({ collection, tool, api }: About): string | undefined {
  if (api !== undefined) return api;
  if (collection === undefined) return undefined;
  // Ids of APIs begin with a collection's name and a slash, and names of collections have no space.
  return tool === undefined ? `${collection} ` : `${collection} ${tool}`;
}

/** Whether an evidence key names a single API. */
export function isApiId(key: string): boolean {
  return /^[^ /]*\//.test(key);
}

/** What `evidence` says for an API: the best of what is said about it, its tool and its collection; 0 for nothing. */
export function evidenceFor(evidence: ReadonlyMap<string, number>, { id, collection, tool }: Api): number {
  if (evidence.size === 0) return 0;
  const keys = [id, `${collection} ${tool}`, `${collection} `];
  return Math.max(...keys.map(key => evidence.get(key) ?? 0));
}

/** Where there is none. */
export const noDocumentation: Documentation = {
  search: async () => [],
  evidence: async () => new Map(),
};
