import { join, resolve } from 'node:path';
import {
  createProgress,
  fingerprint,
  type JsonObject,
  type JsonValue,
  openJsonlWriter,
  systemClock,
} from '../base/index.js';
import type { Collection, Store } from '../catalog/index.js';
import {
  contaminationCheck,
  fillSheetFile,
  generateToolCalls,
  knownRequests,
  openPools,
  type PoolSources,
  packagedFamilies,
  readEvaluationPacks,
  readSheetFile,
  readTrainingPacks,
  type SheetCounts,
  type Split,
  sealtoolsWishes,
  splits,
  type TrainingPacks,
  trainingRow,
  usableCollections,
} from '../datasets/index.js';
import { lexicalRetriever } from '../retrieval/index.js';
import type { Io } from './io.js';
import type { Workbench } from './workbench.js';
import { writeWhole } from './write-whole.js';

export interface ToolCallsWanted {
  readonly out: string;
  readonly count: number;
  readonly devCount?: number;
  readonly seed: number;
  readonly collection?: readonly string[];
  readonly packs?: string;
  readonly weight?: Readonly<Record<string, number>>;
  readonly format: 'rows' | 'sheets';
}

export async function writeToolCalls(
  io: Io,
  bench: Workbench,
  wanted: ToolCallsWanted,
): Promise<Readonly<Record<Split, SheetCounts>>> {
  const folder = resolve(io.cwd, wanted.out);
  const store = await bench.store();
  const collections = usableCollections(store.collections(), wanted.collection ?? []);
  const packs = wanted.packs === undefined ? undefined : resolve(io.cwd, wanted.packs);
  const families = await packagedFamilies();
  const training = packs === undefined ? undefined : await readTrainingPacks(packs);
  const evaluations = packs === undefined ? undefined : await readEvaluationPacks(packs);
  const sources: PoolSources = {
    families,
    store,
    collections: collections.map(each => withOwnRequests(store, each, training?.sealtools ?? [])),
    retriever: async name => lexicalRetriever(await bench.source([name])),
    lists: training?.lists ?? [],
    ...(evaluations === undefined ? {} : { contamination: contaminationCheck(evaluations) }),
    weights: wanted.weight ?? {},
  };
  const madeOf: JsonObject = {
    seed: wanted.seed,
    weights: sources.weights,
    families: fingerprint(families),
    collections: Object.fromEntries(collections.map(each => [each.name, each.fingerprint])),
    packs:
      packs === undefined ? 'none' : fingerprint([evaluations, training?.sealtools, training?.lists.map(listContent)]),
  };
  const known = knownRequests();
  const counts: Partial<Record<Split, SheetCounts>> = {};
  for (const split of splits) {
    const count = split === 'train' ? wanted.count : (wanted.devCount ?? Math.ceil(0.03 * wanted.count));
    counts[split] = await writeSplit(io, folder, split, count, { wanted, sources, madeOf, known });
  }
  return counts as Record<Split, SheetCounts>;
}

interface Making {
  readonly wanted: ToolCallsWanted;
  readonly sources: PoolSources;
  readonly madeOf: JsonObject;
  readonly known: ReturnType<typeof knownRequests>;
}

async function writeSplit(
  io: Io,
  folder: string,
  split: Split,
  count: number,
  { wanted, sources, madeOf, known }: Making,
): Promise<SheetCounts> {
  const path = join(folder, `sheets.${split}.jsonl`);
  const task = createProgress(io.stderr, { clock: systemClock }).start({
    label: `writing examples, ${split}`,
    unit: 'examples',
    total: count,
  });
  try {
    const tally = await fillSheetFile({
      path,
      madeOf: { split, ...madeOf },
      count,
      known,
      async generate(from) {
        const { pools } = await openPools(split, sources);
        const { contamination } = sources;
        return generateToolCalls({
          pools,
          seed: `${split}/${wanted.seed}`,
          known,
          ...(contamination === undefined ? {} : { contamination }),
          from,
          signal: io.signal,
        });
      },
      onProgress: examples => task.update(examples),
      signal: io.signal,
    });
    task.update(tally.examples);
    task.end();
    if (wanted.format === 'rows') await writeRows(path, join(folder, `${split}.jsonl`), io.signal);
    return tally.counts();
  } catch (thrown) {
    task.fail();
    throw thrown;
  }
}

async function writeRows(sheets: string, path: string, signal: AbortSignal): Promise<void> {
  await writeWhole(path, async unfinished => {
    const writer = openJsonlWriter(unfinished);
    try {
      for await (const sheet of readSheetFile({ path: sheets }, signal)) writer.write(trainingRow(sheet));
    } finally {
      writer.close();
    }
  });
}

function withOwnRequests(store: Store, { name, importer }: Collection, sealtools: readonly JsonValue[]) {
  const wishes =
    importer === 'sealtools' && sealtools.length > 0 ? sealtoolsWishes(sealtools, [...store.apis(name)]) : [];
  return { name, wishes };
}

function listContent({ name, functions, asks, wishes }: TrainingPacks['lists'][number]) {
  return { name, functions, asks: [...asks], wishes };
}
