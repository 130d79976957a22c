import { CapuchinError, nearest } from '../base/index.js';
import type { Api, Collection, Store } from '../catalog/index.js';

type NamedPart = 'provider' | 'category' | 'tool';

/** Names of a collection that are known without reading its APIs; undefined where they are not. */
export type KnownNames = (collection: Collection, part: NamedPart) => Promise<ReadonlySet<string> | undefined>;

/**
 * Throws `not-found` with what was probably meant for a name that no API has. What most APIs of a document say is read at
 * once; a name that only some say is looked for in `knownNames`, else among all APIs, which takes seconds.
 */
export async function checkKnown(
  store: Store,
  part: NamedPart,
  wanted: readonly string[] = [],
  knownNames: KnownNames = async () => undefined,
): Promise<void> {
  const known = new Set(store.groups().map(group => group[part]));
  let missing = wanted.filter(name => !known.has(name));
  for (const collection of missing.length === 0 ? [] : store.collections()) {
    const names = (await knownNames(collection, part)) ?? namesIn(store.outlines(collection.name), part);
    for (const name of names) known.add(name);
    missing = missing.filter(each => !known.has(each));
    if (missing.length === 0) return;
  }
  const [given] = missing;
  if (given !== undefined) throw unknown(part, given, known);
}

/** Collections with APIs of a tool, in name order. Throws as `checkKnown` does. */
export async function collectionsOfTool(store: Store, tool: string): Promise<readonly string[]> {
  const ofGroups = store.groups().filter(group => group.tool === tool);
  if (ofGroups.length > 0) return [...new Set(ofGroups.map(({ collection }) => collection))].sort();
  await checkKnown(store, 'tool', [tool]);
  const names = store.collections().map(({ name }) => name);
  return names.filter(name => hasTool(store, name, tool));
}

function namesIn(apis: Iterable<Api>, part: NamedPart): Set<string> {
  const names = new Set<string>();
  for (const api of apis) names.add(api[part]);
  return names;
}

function hasTool(store: Store, collection: string, tool: string): boolean {
  for (const api of store.outlines(collection)) if (api.tool === tool) return true;
  return false;
}

function unknown(part: NamedPart, given: string, known: ReadonlySet<string>): CapuchinError {
  const alike = nearest(given, known, 3);
  const within = [...known].filter(name => given !== '' && name.toLowerCase().includes(given.toLowerCase())).sort();
  const near = [...new Set([...alike, ...within])].slice(0, 5).map(name => `"${name}"`);
  const advice =
    near.length === 0 ? '`capuchin show <api>` tells what one is of' : `did you mean ${near.join(' or ')}?`;
  return new CapuchinError('not-found', `no API is of the ${part} "${given}"; ${advice}`);
}
