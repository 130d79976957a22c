import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createProgress, fingerprint, type JsonObject, openJsonlWriter, systemClock } from '../base/index.js';
import type { Store } from '../catalog/index.js';
import {
  cardText,
  contaminationCheck,
  type DataCard,
  dataCard,
  type FilledFile,
  fillSheetFile,
  generateToolCalls,
  type KnownRequests,
  knownRequests,
  openPools,
  type PoolSources,
  packagedFamilies,
  readEvaluationPacks,
  readSheetFile,
  readTrainingPacks,
  type SheetFormatName,
  type Split,
  sealtoolsWishes,
  sheetFormats,
  splits,
  type TrainingPacks,
  usableCollections,
} from '../datasets/index.js';
import { lexicalRetriever } from '../retrieval/index.js';
import { type Io, note } from './io.js';
import type { Workbench } from './workbench.js';
import { writeModelRequests } from './write-model-requests.js';
import { writeWhole } from './write-whole.js';

export interface ToolCallsWanted {
  readonly out: string;
  readonly count: number;
  readonly devCount?: number;
  readonly seed: number;
  /** As `devShare` of `SourceCollection`, of every collection. */
  readonly heldOutShare?: number;
  readonly collection?: readonly string[];
  readonly packs?: string;
  readonly weight?: Readonly<Record<string, number>>;
  readonly format?: readonly SheetFormatName[];
  /** Has a model write requests for some APIs of the collections. */
  readonly model?: string;
  readonly modelApis?: number;
}

/** Of the examples to train on, unless a number is given. */
const devShare = 0.03;

/** Fills the folder's files of sheets up, writes them in the formats wanted, and the card of what is there. */
export async function writeToolCalls(io: Io, bench: Workbench, wanted: ToolCallsWanted): Promise<DataCard> {
  const folder = resolve(io.cwd, wanted.out);
  const { sources, madeOf } = await toolCallSources(io, bench, wanted);
  const known = knownRequests();
  const filled: [Split, FilledFile][] = [];
  for (const split of splits) {
    const count = split === 'train' ? wanted.count : (wanted.devCount ?? Math.ceil(devShare * wanted.count));
    filled.push([split, await fillSplit(io, { folder, split, count, sources, madeOf, known })]);
    for (const name of wanted.format ?? ['rows']) await writeFormat(folder, split, name, io.signal);
  }
  const bySplit = <T>(of: (file: FilledFile) => T) =>
    Object.fromEntries(filled.map(([split, file]) => [split, of(file)])) as Record<Split, T>;
  const card = dataCard(
    madeOf,
    bySplit(({ tally }) => tally.counts()),
    bySplit(({ about }) => (about['contaminated'] ?? {}) as Record<string, number>),
  );
  await writeWhole(join(folder, 'card.json'), path => writeFile(path, `${JSON.stringify(card, null, 2)}\n`));
  await writeWhole(join(folder, 'card.md'), path => writeFile(path, cardText(card)));
  return card;
}

interface Filling {
  readonly folder: string;
  readonly split: Split;
  readonly count: number;
  readonly sources: PoolSources;
  readonly madeOf: JsonObject;
  readonly known: KnownRequests;
}

async function fillSplit(io: Io, { folder, split, count, sources, madeOf, known }: Filling): Promise<FilledFile> {
  const task = createProgress(io.stderr, { clock: systemClock }).start({
    label: `making examples, ${split}`,
    unit: 'examples',
    total: count,
  });
  try {
    const filled = await fillSheetFile({
      path: sheetsOf(folder, split),
      madeOf: { split, ...madeOf },
      count,
      known,
      async open() {
        const { pools, contaminated } = await openPools(split, sources);
        const { contamination } = sources;
        const seed = `${split}/${String(madeOf['seed'])}`;
        const check = contamination === undefined ? {} : { contamination };
        return {
          about: { contaminated },
          generate: from => generateToolCalls({ pools, seed, known, ...check, from, signal: io.signal }),
        };
      },
      onProgress: examples => task.update(examples),
      signal: io.signal,
    });
    task.update(filled.tally.examples);
    task.end();
    if (filled.tally.examples < count) note(io, `capuchin: the sources give no more than these, ${split}`);
    return filled;
  } catch (thrown) {
    task.fail();
    throw thrown;
  }
}

function sheetsOf(folder: string, split: Split): string {
  return join(folder, `sheets.${split}.jsonl`);
}

async function writeFormat(folder: string, split: Split, name: SheetFormatName, signal: AbortSignal): Promise<void> {
  const rowsOf = sheetFormats[name]();
  const path = join(folder, name === 'rows' ? `${split}.jsonl` : `${name}.${split}.jsonl`);
  await writeWhole(path, async unfinished => {
    const writer = openJsonlWriter(unfinished);
    try {
      for await (const sheet of readSheetFile({ path: sheetsOf(folder, split) }, signal))
        for (const row of rowsOf(sheet)) writer.write(row);
    } finally {
      writer.close();
    }
  });
}

async function toolCallSources(io: Io, bench: Workbench, wanted: ToolCallsWanted) {
  const store = await bench.store();
  const collections = usableCollections(store.collections(), wanted.collection ?? []);
  const folder = wanted.packs === undefined ? undefined : resolve(io.cwd, wanted.packs);
  const families = await packagedFamilies();
  const [training, evaluations] =
    folder === undefined ? [] : await Promise.all([readTrainingPacks(folder), readEvaluationPacks(folder)]);
  const written = wanted.model === undefined ? undefined : await writeModelRequests(io, bench, wanted, collections);
  const sources: PoolSources = {
    families,
    store,
    collections: collections.map(({ name, importer }) => ({
      name,
      wishes: importer === 'sealtools' ? ownRequests(store, name, training) : [],
      ...(wanted.heldOutShare === undefined ? {} : { devShare: wanted.heldOutShare }),
    })),
    retriever: async name => lexicalRetriever(await bench.source([name])),
    lists: training?.lists ?? [],
    ...(evaluations === undefined ? {} : { contamination: contaminationCheck(evaluations) }),
    weights: wanted.weight ?? {},
    ...(written === undefined ? {} : { written }),
  };
  const madeOf: JsonObject = {
    seed: wanted.seed,
    weights: sources.weights,
    ...(wanted.heldOutShare === undefined ? {} : { heldOutShare: wanted.heldOutShare }),
    families: fingerprint(families),
    collections: Object.fromEntries(collections.map(each => [each.name, each.fingerprint])),
    ...(written === undefined ? {} : { modelRequests: fingerprint([...written]) }),
    packs: training === undefined ? 'none' : fingerprint([evaluations, training.sealtools, training.lists.map(listed)]),
  };
  return { sources, madeOf };
}

function ownRequests(store: Store, name: string, training: TrainingPacks | undefined) {
  const rows = training?.sealtools ?? [];
  return rows.length === 0 ? [] : sealtoolsWishes(rows, [...store.apis(name)]);
}

function listed({ name, functions, asks, wishes }: TrainingPacks['lists'][number]) {
  return { name, functions, asks: [...asks], wishes };
}
