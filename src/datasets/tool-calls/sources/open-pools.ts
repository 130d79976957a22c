import type { Api, Store } from '../../../catalog/index.js';
import { lexicalOver, type Retriever } from '../../../retrieval/index.js';
import type { ContaminationCheck } from '../contamination/contamination-check.js';
import type { FunctionFamily } from '../families/function-family.js';
import type { Ask, FunctionPool, PoolFunction, Wish } from '../function-pool.js';
import type { WeightedPool } from '../generation/generate-tool-calls.js';
import { type Split, splitKey, splitOf } from '../generation/split-of.js';
import { apiPool } from '../pools/api-pool.js';
import { familyId, familyPool } from '../pools/family-pool.js';
import { keptOf, type ListedFunctions, listedPool } from '../pools/listed-pool.js';
import { withWishes } from '../pools/with-wishes.js';
import type { SheetOptions } from '../sheets/compose-sheet.js';
import { otherWeight, sourceWeights } from './source-weights.js';

export interface PoolSources {
  readonly families: readonly FunctionFamily[];
  readonly store: Pick<Store, 'outlines' | 'get'>;
  readonly collections: readonly SourceCollection[];
  /** What finds hard negatives in a collection. */
  readonly retriever: (collection: string) => Promise<Retriever>;
  /** Data sets that have functions and requests of their own. */
  readonly lists: readonly ListedFunctions[];
  /** API id → requests that a model wrote for it. */
  readonly written?: ReadonlyMap<string, readonly Ask[]>;
  readonly contamination?: ContaminationCheck;
  /** Instead of the usual ones; 0 leaves a source out. */
  readonly weights: Readonly<Record<string, number>>;
}

export interface SourceCollection {
  readonly name: string;
  /** Requests that the source itself has. */
  readonly wishes: readonly Wish[];
  /** Share of its functions that training never shows; 0.03125 when left out, too few of a small collection. */
  readonly devShare?: number;
}

export interface OpenedPools {
  readonly pools: readonly WeightedPool[];
  /** How many functions of each source are left out since an evaluation offers them. */
  readonly contaminated: Readonly<Record<string, number>>;
}

/** The pools of one split; sources without a function in it are left out. */
export async function openPools(split: Split, sources: PoolSources): Promise<OpenedPools> {
  const { weights, contamination } = sources;
  const contaminated = new Map<string, number>();
  const pools: WeightedPool[] = [];
  const weightOf = (name: string) => weights[name] ?? sourceWeights[name] ?? otherWeight;
  const add = async (name: string, open: () => Promise<FunctionPool | undefined>, options: SheetOptions = {}) => {
    const weight = weightOf(name);
    const pool = weight > 0 ? await open() : undefined;
    if (pool !== undefined) pools.push({ pool, weight, ...options });
  };
  const isClean = (
    source: string,
    names: readonly string[],
    { provider, parameters }: Pick<Api, 'provider' | 'parameters'>,
  ) => {
    if (contamination?.function({ names, provider, parameters }) === undefined) return true;
    contaminated.set(source, (contaminated.get(source) ?? 0) + 1);
    return false;
  };

  await add('families', async () => {
    const families = sources.families.filter(
      family =>
        splitOf(familyId(family)) === split &&
        isClean('families', [family.name], { provider: family.domain, parameters: family.parameters }),
    );
    return families.length === 0 ? undefined : familyPool(families);
  });
  for (const collection of sources.collections) {
    const { name } = collection;
    await add(
      name,
      () => collectionPool(collection, split, sources, api => isClean(name, [api.title, api.name], api)),
      name === 'apis-guru' ? operationSheets : {},
    );
  }
  for (const list of sources.lists) {
    await add(list.name, async () => {
      const isOwn = (each: PoolFunction) => splitOf(each.id) === split && isClean(list.name, [each.name], each);
      const kept = keptOf(list, isOwn);
      return kept.asks.size + kept.wishes.length === 0 ? undefined : listedPool(kept);
    });
  }
  return { pools, contaminated: Object.fromEntries(contaminated) };
}

/** Shipped with every model that is trained here, so that nothing of it is held out. */
const ownCollection = 'toolbox';
/** Of what is there in thousands many are shown, and a few asked for: rules write worse requests than people. */
const operationSheets: SheetOptions = { sizes: [2, 3, 4, 5, 6, 6, 7, 8, 8, 9], mostExamples: 4 };
/** Beyond these the index of the store is searched and what may not be used passed over. */
const mostInMemory = 8_000;

async function collectionPool(
  { name, wishes, devShare }: SourceCollection,
  split: Split,
  { store, retriever, written }: PoolSources,
  isClean: (api: Api) => boolean,
): Promise<FunctionPool | undefined> {
  const kept: { id: string; provider: string; tool: string; category: string }[] = [];
  let outlines: Api[] = [];
  for (const api of store.outlines(name)) {
    const part = name === ownCollection ? 'train' : splitOf(splitKey(api), devShare);
    if (part !== split || !isClean(api)) continue;
    const { id, provider, tool, category } = api;
    kept.push({ id, provider, tool, category });
    if (kept.length <= mostInMemory) outlines.push(api);
  }
  if (kept.length === 0) return undefined;
  if (kept.length > mostInMemory) outlines = [];
  const ids = new Set(kept.map(({ id }) => id));
  const pool = apiPool({
    name,
    places: kept,
    load: wanted => store.get(wanted),
    retriever: outlines.length > 0 ? await lexicalOver(outlines) : await retriever(name),
    ...(written === undefined ? {} : { written }),
  });
  return withWishes(
    pool,
    wishes.filter(({ calls }) => calls.every(call => ids.has(call.function.id))),
  );
}
