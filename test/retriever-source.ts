import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Api } from '../src/catalog/index.js';
import type { RebuildNotice, RetrieverSource } from '../src/retrieval/index.js';

/** A source over APIs in memory that writes down what had to be indexed. */
export function sourceOf(
  apis: readonly Api[],
  given: Partial<RetrieverSource> = {},
  fingerprint = '1',
): RetrieverSource & { readonly notices: RebuildNotice[] } {
  const names = [...new Set(apis.map(api => api.collection))];
  const notices: RebuildNotice[] = [];
  return {
    folder: mkdtempSync(join(tmpdir(), 'capuchin-index-')),
    collections: names.map(name => ({ name, fingerprint })),
    load: ids => apis.filter(api => ids.includes(api.id)),
    rebuild: collection => apis.filter(api => api.collection === collection),
    onRebuild: notice => notices.push(notice),
    notices,
    ...given,
  };
}
