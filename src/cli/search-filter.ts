import type { Api } from '../catalog/index.js';
import type { ApiFilter } from '../retrieval/index.js';
import type { FilterFlags } from './filter-options.js';
import type { Io } from './io.js';
import { checkKnown, type KnownNames } from './known-names.js';
import type { Workbench } from './workbench.js';

/** What the flags leave to be found; undefined when they leave everything. Throws `not-found` for a name nobody has. */
export async function searchFilter(io: Io, bench: Workbench, flags: FilterFlags): Promise<ApiFilter | undefined> {
  const { provider, category, effect, authorized } = flags;
  if (provider === undefined && category === undefined && effect === undefined && !authorized) return undefined;
  const store = await bench.store();
  const { indexedNames } = await import('../retrieval/index.js');
  const knownNames: KnownNames = async (collection, part) => {
    const names = await indexedNames(bench.folders.indexes, collection);
    return part === 'provider' ? names?.providers : names?.categories;
  };
  await checkKnown(store, 'provider', provider, knownNames);
  await checkKnown(store, 'category', category, knownNames);
  return {
    ...(provider === undefined ? {} : { providers: provider }),
    ...(category === undefined ? {} : { categories: category }),
    ...(effect === undefined ? {} : { effects: effect }),
    ...(authorized ? { accepts: await authorizedApis(io, bench) } : {}),
  };
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
