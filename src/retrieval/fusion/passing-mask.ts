import type { Api } from '../../catalog/index.js';
import { type ApiFilter, passes } from '../api-filter.js';
import type { DocumentMask, LexicalIndex } from '../lexical/lexical-index.js';
import { queryOf } from './candidates.js';

export interface Narrowing {
  readonly index: LexicalIndex;
  readonly filter: ApiFilter;
  readonly load: (ids: readonly string[]) => Promise<readonly Api[]> | readonly Api[];
  /** How many that pass are wanted for each text. */
  readonly depth: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The best documents for each text that pass a filter which only whole APIs can tell. Candidates are compared with each
 * other, so what does not pass must not be among them: it would say how much better something else would have been.
 */
export async function passingMask(
  { index, filter, load, depth, signal }: Narrowing,
  texts: readonly string[],
  mask: DocumentMask | undefined,
): Promise<DocumentMask> {
  const passing = index.toolMask(() => false);
  const known = new Set<number>();
  for (const text of texts) {
    const query = queryOf(index, text);
    for (let asked = 2 * depth; ; asked *= 2) {
      signal?.throwIfAborted();
      const found = index.search(query, asked, mask).map(({ document }) => document);
      const unknown = found.filter(document => !known.has(document));
      const apis = await load(unknown.map(document => index.id(document)));
      const accepted = new Set(apis.filter(api => passes(api, filter)).map(api => api.id));
      for (const document of unknown) {
        known.add(document);
        passing[document] = accepted.has(index.id(document)) ? 1 : 0;
      }
      if (found.length < asked || found.filter(document => passing[document] === 1).length >= depth) break;
    }
  }
  return passing;
}
