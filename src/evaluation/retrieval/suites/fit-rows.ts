import type { Api } from '../../../catalog/index.js';
import { bothFilters } from '../../../retrieval/index.js';
import type { FitRow } from '../evaluate-fit.js';
import { firstItems } from './first-items.js';
import type { OpenSuite, OpenSuiteOptions } from './open-suite.js';
import type { RetrievalSuite } from './retrieval-suite.js';

/** The APIs that belong together and may stand in for one another: those of one tool; an API without a tool alone. */
export function toolOf({ id, collection, provider, tool }: Api): string {
  return tool === '' ? id : JSON.stringify([collection, provider, tool]);
}

/**
 * A suite's own rows, or each query twice: with the whole pool, and without the tools that answer it. Queries whose answers
 * the pool lacks are left out.
 */
export async function* fitRows(
  suite: RetrievalSuite,
  { apis, queries, judgedAs }: OpenSuite,
  data: OpenSuiteOptions,
): AsyncGenerator<FitRow, void, void> {
  if (suite.fitRows !== undefined) return yield* firstItems(suite.fitRows(data), data.limit);
  const removedWith = suite.removedWith ?? toolOf;
  const unitsById = new Map<string, Set<string>>();
  for (const api of apis) {
    const units = unitsById.get(judgedAs(api)) ?? new Set();
    unitsById.set(judgedAs(api), units.add(removedWith(api)));
  }
  for (const { query, relevant, splits, filter } of queries) {
    const removed = new Set([...relevant].flatMap(id => [...(unitsById.get(id) ?? [])]));
    if (removed.size === 0) continue; // nothing in the pool answers it either way
    const others = bothFilters({ accepts: api => !removed.has(removedWith(api)) }, filter);
    yield { query, answerable: true, splits, ...(filter === undefined ? {} : { filter }) };
    yield { query, answerable: false, filter: others, splits };
  }
}
