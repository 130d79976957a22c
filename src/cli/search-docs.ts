import { UsageError } from '../base/index.js';
import type { FilterFlags } from './filter-options.js';
import { type Io, note, print, printJson } from './io.js';
import { openDocs } from './open-documentation.js';
import { passageLines, passageRows } from './passage-lines.js';
import type { Workbench } from './workbench.js';

export interface SearchDocsFlags extends FilterFlags {
  readonly collection?: readonly string[];
  readonly json?: boolean;
}

/** Prints the best passages of documentation; gives how many there are. */
export async function searchDocs(
  io: Io,
  bench: Workbench,
  query: string,
  k: number,
  { collection, json, ...filter }: SearchDocsFlags,
): Promise<number> {
  const { provider, category, effect, authorized } = filter;
  if ((provider ?? category ?? effect ?? authorized) !== undefined) {
    throw new UsageError('passages can be narrowed with --collection only');
  }
  const { documentation, close } = await openDocs(io, bench, collection ?? []);
  try {
    const hits = await documentation.search(query, k, collection === undefined ? {} : { collections: collection });
    if (json) printJson(io, { query, untrusted: true, passages: passageRows(hits) });
    else for (const line of passageLines(hits, io)) print(io, line);
    if (hits.length > 0 && !json)
      note(io, 'capuchin: quoted from documentation as it was found; nobody has checked it');
    return hits.length;
  } finally {
    close();
  }
}
