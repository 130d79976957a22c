import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  CapuchinError,
  createProgress,
  type JsonObject,
  type RunningTask,
  systemClock,
  UsageError,
} from '../base/index.js';
import { type LocalModel, localModels } from '../models/index.js';
import {
  findPython,
  hasCheckpoint,
  type RecipeStep,
  readSources,
  type TrainedAdapter,
  toolModelRecipe,
  trainAdapter,
} from '../training/index.js';
import { type Io, note } from './io.js';
import { adapterInUse, keepAdapter } from './kept-adapter.js';
import { pullWithProgress } from './pull-with-progress.js';
import type { Workbench } from './workbench.js';
import { writeToolCalls } from './write-tool-calls.js';

/** What a run is made of; kept in its folder, so that it can be gone on with. */
export interface AdapterRun {
  readonly collection: readonly string[];
  /** Folder with `train.jsonl` and `dev.jsonl`, instead of examples made of the collections. */
  readonly data?: string;
  readonly base?: string;
  readonly from: 'adapter' | 'base';
  readonly count: number;
  readonly devCount: number;
  readonly seed: number;
  readonly minutes?: number;
  readonly epochs?: number;
  readonly learningRate?: number;
  /** Options of the recipe, as they are. */
  readonly recipeOptions?: readonly string[];
}

export interface AdapterRunWanted extends AdapterRun {
  readonly out?: string;
  readonly resume?: boolean;
  readonly dryRun?: boolean;
}

export interface AdapterRunEnded extends TrainedAdapter {
  readonly run: AdapterRun;
  /** Where it was kept for the embedded model. */
  readonly kept?: string;
}

/** Larger than usual: a collection of fifty functions shall have some to measure with. */
const heldOutShare = 0.15;
/** Half of what is learned is of the user's collections, the rest what the embedded model was taught with. */
const shares = { own: 50, families: 46, toolbox: 4 } as const;

/** Makes the examples, runs the recipe, measures, and keeps the adapter where it gained something. */
export async function trainToolModel(io: Io, bench: Workbench, wanted: AdapterRunWanted): Promise<AdapterRunEnded> {
  const folder =
    wanted.out === undefined ? join(bench.folders.data, 'training', 'tool-model') : resolve(io.cwd, wanted.out);
  const run = await begin(folder, wanted);
  const found = await findPython({
    recipe: toolModelRecipe,
    env: io.env,
    platform: io.platform,
    signal: io.signal,
    ...(bench.settings.python === '' ? {} : { wanted: bench.settings.python }),
  });
  for (const other of found.otherVersions) note(io, `capuchin: ${found.command} has ${other}`);
  const embedded = localModels(await adapterInUse(io, bench))[0] as LocalModel;
  const base = run.base === undefined ? await fetched(embedded, io, bench) : resolve(io.cwd, run.base);
  const inUse = run.base === undefined ? embedded.adapterPath : undefined;
  const shown = recipeProgress(io);
  try {
    const { train, dev } = await examples(io, bench, run, folder);
    const trained = await trainAdapter({
      ...run,
      ...shown,
      python: found.command,
      base,
      train,
      dev,
      folder,
      cache: join(bench.folders.cache, 'tool-model'),
      isOwn: pool => isOwn(pool, run),
      env: io.env,
      signal: io.signal,
      ...(inUse === undefined ? {} : { inUse }),
      ...(run.recipeOptions === undefined ? {} : { more: run.recipeOptions }),
    });
    shown.end();
    await writeFile(join(folder, ended), `${JSON.stringify({ steps: trained.steps, gain: trained.gain }, null, 1)}\n`);
    const keeps = trained.gain.helps && wanted.dryRun !== true && run.base === undefined;
    if (!keeps) return { ...trained, run };
    const { own, others } = trained.gain;
    const card: JsonObject = { made: describe(run), steps: trained.steps, own: { ...own }, others: { ...others } };
    return { ...trained, run, kept: await keepAdapter(bench.folders, trained.path, card) };
  } catch (thrown) {
    shown.fail();
    if (io.signal.aborted)
      note(io, 'capuchin: what was done is kept; the same command with --resume goes on from there');
    throw thrown;
  }
}

const settingsFile = 'run.json';
const ended = 'result.json';
const runFiles = [
  ...['sheets.train.jsonl', 'sheets.dev.jsonl', 'train.jsonl', 'dev.jsonl', 'log.jsonl', 'verdicts.jsonl'],
  ...['checkpoint.pt', 'adapter', 'adapter.gguf', 'before', settingsFile, ended],
];

/** A new run in this folder, or what the one that is there is made of. */
async function begin(folder: string, wanted: AdapterRunWanted): Promise<AdapterRun> {
  const { out: _out, resume = false, dryRun: _dryRun, ...run } = wanted;
  const there = join(folder, settingsFile);
  const isUnfinished = existsSync(there) && !existsSync(join(folder, ended));
  if (resume) {
    if (!isUnfinished) throw new UsageError(`there is no unfinished run in ${folder}`);
    return JSON.parse(await readFile(there, 'utf8')) as AdapterRun;
  }
  if (isUnfinished && hasCheckpoint(folder))
    throw new UsageError(`an unfinished run is in ${folder}; --resume goes on with it, another --out leaves it alone`);
  if (run.collection.length === 0 && run.data === undefined)
    throw new UsageError('name what to learn: --collection, or --data with examples');
  await mkdir(folder, { recursive: true });
  for (const name of runFiles) await rm(join(folder, name), { recursive: true, force: true });
  await writeFile(there, `${JSON.stringify(run, null, 1)}\n`);
  return run;
}

async function examples(io: Io, bench: Workbench, run: AdapterRun, folder: string) {
  const place = run.data === undefined ? folder : resolve(io.cwd, run.data);
  const files = { train: join(place, 'train.jsonl'), dev: join(place, 'dev.jsonl') };
  if (run.data === undefined) {
    const { collection, count, devCount, seed } = run;
    const own = Object.fromEntries(collection.map(name => [name, shares.own / collection.length]));
    await writeToolCalls(io, bench, {
      out: folder,
      count,
      devCount,
      seed,
      heldOutShare,
      collection: [...new Set([...collection, 'toolbox'])],
      weight: { families: shares.families, toolbox: shares.toolbox, ...own },
    });
  }
  for (const path of Object.values(files))
    if (!existsSync(path))
      throw new CapuchinError('not-found', `there is no ${path}; see: capuchin data tool-calls --help`);
  const sources = [...(await readSources(files.dev)).values()];
  if (!sources.some(source => isOwn(source.slice(0, source.lastIndexOf('/')), run)))
    throw new CapuchinError(
      'too-few-functions',
      'none of the examples held out is of your functions, so no gain could be measured; name larger collections',
    );
  return files;
}

/** Of examples that were given, all but those that come with the package are the user's. */
function isOwn(pool: string, { collection }: AdapterRun): boolean {
  return collection.length > 0 ? collection.includes(pool) : pool !== 'families';
}

async function fetched({ file }: LocalModel, io: Io, { artifacts }: Workbench): Promise<string> {
  const progress = createProgress(io.stderr, { clock: systemClock });
  return artifacts.locate(file) ?? pullWithProgress(file, artifacts, progress, io.signal);
}

function describe({ collection, data, from, seed }: AdapterRun): string {
  const what = data === undefined ? collection.map(name => `--collection ${name}`) : ['--data …'];
  return ['capuchin train tool-model', ...what, `--from ${from} --seed ${seed}`].join(' ');
}

/** A line for each stage; what the recipe says of its judgements is passed on. */
function recipeProgress(io: Io) {
  const progress = createProgress(io.stderr, { clock: systemClock });
  const labels = { judging: 'judging the adapter in use', training: 'training', writing: 'writing the adapter' };
  let task: RunningTask | undefined;
  return {
    onStage(stage: keyof typeof labels) {
      task?.end();
      task = progress.start({ label: labels[stage], unit: '%', ...(stage === 'training' ? { total: 100 } : {}) });
    },
    onStep({ percent, loss, tokensPerSecond, minutesLeft }: RecipeStep) {
      const left = minutesLeft === undefined ? '' : `, ${minutesLeft} min left`;
      task?.update(percent, 100, `loss ${loss.toFixed(3)}, ${tokensPerSecond} tokens/s${left}`);
    },
    onLine: (line: string) => note(io, line),
    end: () => task?.end(),
    fail: () => task?.fail(),
  };
}
