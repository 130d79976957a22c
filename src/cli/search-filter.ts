import { CapuchinError, nearest } from '../base/index.js';
import type { Api, Store } from '../catalog/index.js';
import type { ApiFilter } from '../retrieval/index.js';
import type { FilterFlags } from './filter-options.js';
import type { Io } from './io.js';
import type { Workbench } from './workbench.js';

/** What the flags leave to be found; undefined when they leave everything. Throws `not-found` for a name nobody has. */
export async function searchFilter(io: Io, bench: Workbench, flags: FilterFlags): Promise<ApiFilter | undefined> {
  const { provider, category, effect, authorized } = flags;
  if (provider === undefined && category === undefined && effect === undefined && !authorized) return undefined;
  const store = await bench.store();
  checkNames(store, 'provider', provider);
  checkNames(store, 'category', category);
  return {
    ...(provider === undefined ? {} : { providers: provider }),
    ...(category === undefined ? {} : { categories: category }),
    ...(effect === undefined ? {} : { effects: effect }),
    ...(authorized ? { accepts: await authorizedApis(io, bench) } : {}),
  };
}

/** What most APIs of a document say is read at once; a name that only some say is looked for among all. */
function checkNames(store: Store, kind: 'provider' | 'category', wanted: readonly string[] = []): void {
  const known = new Set(store.groups().map(group => group[kind]));
  let missing = wanted.filter(name => !known.has(name));
  for (const { name } of missing.length === 0 ? [] : store.collections()) {
    for (const api of store.outlines(name)) known.add(api[kind]);
    missing = missing.filter(each => !known.has(each));
    if (missing.length === 0) return;
  }
  const [given] = missing;
  if (given !== undefined) throw unknown(kind, given, known);
}

function unknown(kind: string, given: string, known: ReadonlySet<string>): CapuchinError {
  const alike = nearest(given, known, 3);
  const within = [...known].filter(name => name.toLowerCase().includes(given.toLowerCase())).sort();
  const near = [...new Set([...alike, ...within])].slice(0, 5).map(name => `"${name}"`);
  const advice =
    near.length === 0 ? 'capuchin show <api> tells the names of one' : `did you mean ${near.join(' or ')}?`;
  return new CapuchinError('not-found', `no API is of the ${kind} "${given}"; ${advice}`);
}

async function authorizedApis(io: Io, { settings }: Workbench): Promise<(api: Api) => boolean> {
  const [{ credentialsAtHand }, { openCredentials }, { serverOf }] = await Promise.all([
    import('../execution/index.js'),
    import('./open-credentials.js'),
    import('./open-executor.js'),
  ]);
  const { rapidapiKeyEnv, toolbenchUrl, servers } = settings;
  return credentialsAtHand({
    env: io.env,
    stored: await openCredentials(io, settings).file.read(),
    server: api => serverOf(api.collection, servers),
    toolbench: toolbenchUrl !== '' || (io.env[rapidapiKeyEnv] ?? '') !== '',
    now: io.now(),
  });
}
