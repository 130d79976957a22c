import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ArtifactCache,
  CapuchinError,
  createArtifactCache,
  createProgress,
  didYouMean,
  type Folders,
  folders,
  nearest,
  type RunningTask,
  systemClock,
  UsageError,
} from '../base/index.js';
import {
  type Api,
  type Collection,
  type ImportItem,
  type ImportReport,
  importerNamed,
  openStore,
  refreshToolbox,
  type Store,
  toolboxCollection,
  toolboxSource,
} from '../catalog/index.js';
import type { Embedder } from '../models/index.js';
import type { Retriever, RetrieverSource } from '../retrieval/index.js';
import { type Io, note } from './io.js';
import { pullWithProgress } from './pull-with-progress.js';
import { resolveSettings, type Settings, settingValues } from './settings.js';

/** What commands work with: the user's settings and everything kept in their folders, each opened when first asked for. */
export interface Workbench {
  readonly settings: Settings;
  readonly folders: Folders & { readonly runs: string; readonly indexes: string; readonly artifacts: string };
  readonly artifacts: ArtifactCache;
  /** Holds the built-in toolbox at the least. */
  store(): Promise<Store>;
  /** By name or id; throws `not-found` naming the nearest. */
  api(nameOrId: string): Promise<Api>;
  /**
   * Over these collections, or over all when none are named, with added documentation as evidence; throws `not-found` for
   * one that is not there.
   */
  retriever(collections: readonly string[], wishes?: Wishes): Promise<OpenedRetriever>;
  /** What any retriever over these collections is made from; named as for `retriever`. */
  source(collections: readonly string[], wishes?: Wishes): Promise<RetrieverSource>;
  /** What makes vectors of texts, opened once. */
  embedder(): Promise<Embedder>;
  /** How often each API was called with success, from the runs that are kept here. */
  pastCalls(): Promise<ReadonlyMap<string, number>>;
  import(kind: string, source: string | undefined, options?: ImportRequest): Promise<ImportReport>;
  dropIndex(collection: string): void;
  close(): Promise<void>;
}

/** How requests of several wishes are taken apart; as retrievers do by themselves when left out. */
export type Wishes = Pick<RetrieverSource, 'split'>;

export interface ImportRequest {
  /** Name of the collection; made from the source when left out. */
  readonly collection?: string;
  /** Reads every document, also those that did not change. */
  readonly again?: boolean;
  /** As in `ImportOptions`. */
  readonly trustAnnotations?: boolean;
}

export interface OpenedRetriever {
  readonly name: string;
  readonly retriever: Retriever;
  /** Name → fingerprint of what is searched. */
  readonly collections: Readonly<Record<string, string>>;
}

export async function openWorkbench(io: Io, flags: object): Promise<Workbench> {
  const places = folders(io);
  const resolved = await resolveSettings(io, places, flags);
  const settings = settingValues(resolved);
  const all = {
    ...places,
    runs: join(places.data, 'runs'),
    indexes: join(places.data, 'indexes'),
    artifacts: join(places.cache, 'artifacts'),
  };
  const artifacts = createArtifactCache({ folder: all.artifacts, env: io.env, offline: settings.offline });
  let opened: Store | undefined;
  let embedder: Promise<Embedder> | undefined;
  const closing: (() => void)[] = [];

  const bench: Workbench = {
    settings,
    folders: all,
    artifacts,
    async store() {
      if (opened === undefined) {
        opened = openStore(join(places.data, 'catalog.db'), { now: io.now });
        await refreshToolbox(opened);
      }
      return opened;
    },
    async api(nameOrId) {
      const store = await bench.store();
      const [found] = nameOrId.includes('/') ? store.get([nameOrId]) : [store.named(nameOrId)];
      if (found !== undefined) return found;
      const near = nearest(nameOrId, store.names());
      const advice = near.length > 0 ? `nearest: ${near.join(', ')}` : `try: capuchin search "${nameOrId}"`;
      throw new CapuchinError('not-found', `no API named "${nameOrId}"; ${advice}`);
    },
    async retriever(collections, wishes) {
      const { retrieverNamed, withPriors } = await import('../retrieval/index.js');
      const make = retrieverNamed(settings.retriever);
      const source = await bench.source(collections, wishes);
      const fingerprints = Object.fromEntries(source.collections.map(each => [each.name, each.fingerprint]));
      const made = await make(source);
      const { documentationPath, documented } = await import('./documented.js');
      const { retriever: known, close } = documented(documentationPath(bench), made, source);
      closing.push(close);
      const retriever = settings.priors ? withPriors(known, await bench.pastCalls()) : known;
      return { name: settings.retriever, retriever, collections: fingerprints };
    },
    async source(collections, wishes = {}) {
      const store = await bench.store();
      const chosen = collections.length === 0 ? settings.collections : collections;
      const known = store.collections();
      const searched = chosen.length === 0 ? known : chosen.map(name => collectionNamed(name, store));
      const searchedNames = new Set(searched.map(each => each.name));
      const { weightsInUse } = await import('./retriever-weights.js');
      const fusionWeights = await weightsInUse(io, bench);
      return {
        folder: all.indexes,
        collections: searched,
        load: ids => store.get(ids),
        variants: id => store.variants(id).filter(each => searchedNames.has(each.slice(0, each.indexOf('/')))),
        rebuild: collection => store.outlines(collection),
        documents: collection => store.documentFingerprints(collection),
        ofDocument: (collection, document) => store.outlinesOf(collection, document),
        onRebuild: ({ collection }) => note(io, `capuchin: indexing ${collection} …`),
        signal: io.signal,
        embedder: bench.embedder,
        ...wishes,
        fusionWeights,
        ...embeddingProgress(io, searched),
        backends: {
          lancedbUri: settings.lancedbUri,
          postgresUrl: io.env[settings.postgresUrlEnv] ?? '',
          // They cost much elsewhere, and a server may be unable to: whoever names an embedder wants them.
          vectors: resolved.embedder.origin !== 'default',
        },
      };
    },
    embedder() {
      embedder ??= import('./open-embedder.js').then(({ openEmbedder }) => openEmbedder(io, bench));
      return embedder;
    },
    async pastCalls() {
      const { listRunFiles, pastCalls } = await import('../trajectory/index.js');
      return pastCalls(await listRunFiles(all.runs), { now: io.now(), signal: io.signal });
    },
    async import(kind, given, { collection, again = false, trustAnnotations = false } = {}) {
      const importer = importerNamed(kind);
      const source = given ?? importer.defaultSource;
      if (source === undefined) throw new UsageError(`name what to import: ${importer.accepts}`);
      const name = collection ?? importer.defaultCollection(source);
      if (name === toolboxCollection && source !== toolboxSource) {
        throw new UsageError(`"${name}" is the collection of the built-in functions; choose another with --collection`);
      }
      const [{ documentFetcher }, { readProxies }, { openMcp }] = await Promise.all([
        import('../execution/index.js'),
        import('./read-proxies.js'),
        import('./open-mcp.js'),
      ]);
      const proxies = readProxies(io.env);
      const fetchDocument = documentFetcher({
        allowHosts: settings.allowHosts,
        ...(proxies === undefined ? {} : { proxies }),
      });
      const store = await bench.store();
      const progress = createProgress(io.stderr, { clock: systemClock });
      const hashes = store.documentHashes(name);
      let started: RunningTask | undefined;
      // Begun with the first sign of progress: until then an artifact may be on its way, with a line of its own.
      const task = () => (started ??= progress.start({ label: `importing ${name}`, unit: 'operations' }));
      let operations = 0;
      const items = importer.read(source, {
        signal: io.signal,
        stdin: io.stdin,
        fetchDocument,
        connectMcp: openMcp(io, settings),
        trustAnnotations,
        artifacts: { ...artifacts, pull: artifact => pullWithProgress(artifact, artifacts, progress, io.signal) },
        isImported: (document, hash) => !again && hashes.get(document) === hash,
        onProgress: ({ documents, fraction }) =>
          task().update(operations, Math.round(operations / Math.max(fraction, 0.001)), `${documents} documents`),
      });
      const count = (found: number) => {
        operations = found;
        task().update(found);
      };
      const report = await store
        .import({ name, importer: kind, source }, counted(items, count), io.signal)
        .catch((thrown: unknown) => {
          started?.fail();
          const kept = store.documentHashes(name).size;
          if (io.signal.aborted && kept > 1) {
            note(io, `capuchin: ${kept} documents of ${name} are there; the same command goes on from here`);
          }
          throw thrown;
        });
      started?.end();
      return report;
    },
    dropIndex(collection) {
      if (!existsSync(all.indexes)) return;
      // One file for each analyzer and embedder; a dot more would be another collection's.
      const ofCollection = readdirSync(all.indexes).filter(
        name =>
          name.startsWith(`${collection}.`) &&
          /^[^.]+\.(?:bm25|lexical|vectors)$/.test(name.slice(collection.length + 1)),
      );
      for (const name of ofCollection) rmSync(join(all.indexes, name), { force: true });
    },
    async close() {
      for (const each of closing.splice(0)) each();
      opened?.close();
      opened = undefined;
      const open = await embedder?.catch(() => undefined); // whoever asked for it was told
      embedder = undefined;
      await open?.close?.();
    },
  };
  return bench;
}

/** A line for each collection whose texts are embedded. */
function embeddingProgress(io: Io, collections: readonly Collection[]): Pick<RetrieverSource, 'onEmbedded'> {
  const progress = createProgress(io.stderr, { clock: systemClock });
  let shown: { readonly name: string; readonly task: RunningTask } | undefined;
  return {
    onEmbedded({ collection, apis }) {
      const total = collections.find(each => each.name === collection)?.apiCount;
      if (shown?.name !== collection) {
        shown = { name: collection, task: progress.start({ label: `embedding ${collection}`, unit: 'APIs', total }) };
      }
      shown.task.update(apis, total);
      if (apis === total) shown.task.end();
    },
  };
}

function collectionNamed(name: string, store: Store) {
  const found = store.collection(name);
  if (found !== undefined) return found;
  const known = store.collections().map(each => each.name);
  const hint = didYouMean(name, known);
  throw new CapuchinError('not-found', `no collection named "${name}"${hint}; there are: ${known.join(', ')}`);
}

async function* counted(items: AsyncIterable<ImportItem>, see: (count: number) => void): AsyncGenerator<ImportItem> {
  let count = 0;
  for await (const item of items) {
    if (item.kind === 'api') count += 1;
    else if (item.kind === 'packed') count += item.apis.length;
    see(count);
    yield item;
  }
}
