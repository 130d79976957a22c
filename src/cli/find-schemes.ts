import { CapuchinError, didYouMean, nearest } from '../base/index.js';
import type { Api, Store } from '../catalog/index.js';
import { isHostOf, type NeededScheme, neededSchemes } from '../execution/index.js';
import { serverOf } from './open-executor.js';
import type { Settings } from './settings.js';

/** The APIs of a collection, or else of a provider, without the definitions their documents share. */
export function* apisOf(owner: string, store: Store): Generator<Api> {
  if (store.collection(owner) !== undefined) {
    yield* store.outlines(owner);
    return;
  }
  for (const { name } of store.collections()) {
    for (const api of store.outlines(name)) if (api.provider === owner) yield api;
  }
}

export interface FoundScheme extends NeededScheme {
  /** Origins that documents name and that are not the provider's own, so that nothing is sent there unasked. */
  readonly strange: readonly string[];
}

/**
 * The credentials that the APIs of a collection or provider ask for; undefined when nothing of that name was imported.
 * A collection's origins are those of its documents; a provider's are its own hosts and the servers the user named,
 * because any document can say that it is the provider's. Throws `usage` for a collection of many providers: whoever
 * adds one secret for all would show it to each of them.
 */
export function findSchemes(owner: string, store: Store, settings: Settings): readonly FoundScheme[] | undefined {
  const providers = new Set<string>();
  function* seen(): Generator<Api> {
    for (const api of apisOf(owner, store)) {
      if (isAtHost(api)) providers.add(api.provider);
      yield api;
    }
  }
  const found = neededSchemes(seen(), api => serverOf(api.collection, settings.servers));
  if (providers.size > 1) {
    const some = [...providers].toSorted().slice(0, 8).join(', ');
    throw new CapuchinError('usage', `${owner} holds APIs of ${providers.size} providers; name one of them: ${some} …`);
  }
  const isCollection = store.collection(owner) !== undefined;
  if (providers.size === 0 && !isCollection) return undefined;
  const named = new Set(settings.servers.map(each => new URL(each.slice(each.indexOf('=') + 1)).origin));
  const isOwn = (origin: string) => isCollection || named.has(origin) || isHostOf(owner, origin);
  return found.map(scheme => ({
    ...scheme,
    origins: scheme.origins.filter(isOwn),
    strange: scheme.origins.filter(origin => !isOwn(origin)),
  }));
}

/** Whether calls of an API go to a host, which may want a credential. */
function isAtHost({ invocation }: Api): boolean {
  return invocation.kind === 'http' || (invocation.kind === 'mcp' && invocation.server.kind === 'http');
}

/** That nothing of a name was imported, and what was. */
export function nothingImported(owner: string, store: Store): CapuchinError {
  const known = new Set(store.collections().map(({ name }) => name));
  for (const { name } of store.collections()) {
    for (const api of store.outlines(name)) if (isAtHost(api)) known.add(api.provider);
  }
  const hint = didYouMean(owner, [...known]);
  const near = hint === '' ? nearest(owner, [...known], 5).join(', ') : '';
  return new CapuchinError(
    'not-found',
    `nothing of "${owner}" was imported${hint}${near === '' ? '' : `; near it: ${near}`}; ` +
      'import it first, or say what it is with --scheme and --host',
  );
}
