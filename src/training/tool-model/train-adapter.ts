import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CapuchinError } from '../../base/index.js';
import { type AdapterGain, adapterGain } from './adapter-gain.js';
import { type RecipeStep, recipeStep } from './recipe-line.js';
import { runRecipe } from './run-recipe.js';
import { readSources, readVerdicts, type Verdicts } from './verdicts.js';

/** The recipe that comes with this package. */
export const toolModelRecipe = fileURLToPath(new URL('../../../training/tool-model', import.meta.url));

export interface AdapterTraining {
  readonly python: string;
  readonly recipe?: string;
  /** GGUF file of the base model. */
  readonly base: string;
  /** Rows that the recipe reads; those of `dev` have functions that `train` never shows. */
  readonly train: string;
  readonly dev: string;
  /** Gets the checkpoint, the log and `adapter.gguf`. A checkpoint that is there is gone on with. */
  readonly folder: string;
  /** Where the base's weights are kept, dequantised once. */
  readonly cache: string;
  /** The adapter in use (GGUF): what a gain is measured against; the base alone when left out. */
  readonly inUse?: string;
  readonly from: 'adapter' | 'base';
  /** Whichever is reached first ends the run. */
  readonly minutes?: number;
  readonly epochs?: number;
  readonly learningRate?: number;
  readonly seed: number;
  readonly isOwn: (pool: string) => boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Options of the recipe beside these. */
  readonly more?: readonly string[];
  readonly onStage?: (stage: 'judging' | 'training' | 'writing') => void;
  readonly onStep?: (step: RecipeStep) => void;
  /** What else the recipe says. */
  readonly onLine?: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface TrainedAdapter {
  /** GGUF file. */
  readonly path: string;
  readonly steps: number;
  readonly gain: AdapterGain;
}

/**
 * Trains an adapter by the recipe, writes it as GGUF and measures what it gained over the one in use.
 *
 * @throws CapuchinError `training-failed`; the signal's reason when aborted, with a checkpoint in the folder.
 */
export async function trainAdapter(training: AdapterTraining): Promise<TrainedAdapter> {
  const { folder, inUse, from, onStage } = training;
  await mkdir(folder, { recursive: true });
  const before = from === 'base' && inUse !== undefined ? await judged(inUse, training) : undefined;
  onStage?.('training');
  await runScript(training, 'train.py', trainingArguments(training));
  const path = join(folder, 'adapter.gguf');
  onStage?.('writing');
  const files = [
    '--base',
    training.base,
    '--cache',
    training.cache,
    '--adapter',
    join(folder, 'adapter'),
    '--out',
    path,
  ];
  await runScript(training, 'export_gguf.py', files);
  const judgements = await readVerdicts(join(folder, 'verdicts.jsonl'));
  const [first, last] = [before ?? judgements[0], judgements.at(-1)];
  if (first === undefined || last === undefined || (last.steps === 0 && judgements.length < 2))
    throw new CapuchinError('training-failed', 'the recipe ended without a judgement of what it trained');
  return { path, steps: last.steps, gain: adapterGain(first, last, await readSources(training.dev), training.isOwn) };
}

/** Whether a run in this folder ended before its time. */
export function hasCheckpoint(folder: string): boolean {
  return existsSync(join(folder, 'checkpoint.pt'));
}

/** The adapter in use on the held-out examples; judged once, also where a run is gone on with. */
async function judged(adapter: string, training: AdapterTraining): Promise<Verdicts | undefined> {
  const folder = join(training.folder, 'before');
  const path = join(folder, 'verdicts.jsonl');
  if (!hasCheckpoint(training.folder) || !existsSync(path)) {
    training.onStage?.('judging');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const files = [...commonArguments(training), '--out', folder, '--init-adapter', adapter];
    await runScript(training, 'train.py', [...files, '--judge-only']);
  }
  const [before] = await readVerdicts(path);
  return before;
}

function trainingArguments(training: AdapterTraining): string[] {
  const { folder, from, inUse, minutes, epochs, learningRate } = training;
  return [
    ...commonArguments(training),
    ...['--out', folder],
    ...(from === 'adapter' && inUse !== undefined ? ['--init-adapter', inUse] : []),
    ...(minutes === undefined ? [] : ['--max-minutes', String(minutes)]),
    ...(epochs === undefined ? [] : ['--epochs', String(epochs)]),
    ...(learningRate === undefined ? [] : ['--lr', String(learningRate)]),
    ...(hasCheckpoint(folder) ? ['--resume'] : []),
  ];
}

function commonArguments({ base, cache, train, dev, seed, more = [] }: AdapterTraining): string[] {
  return ['--base', base, '--cache', cache, '--train', train, '--dev', dev, '--seed', String(seed), ...more];
}

async function runScript(training: AdapterTraining, script: string, args: readonly string[]): Promise<void> {
  const { python, recipe = toolModelRecipe, env, onStep, onLine, signal } = training;
  await runRecipe({
    python,
    recipe,
    script,
    arguments: args,
    env,
    ...(signal === undefined ? {} : { signal }),
    onLine(line) {
      const step = recipeStep(line);
      if (step === undefined) onLine?.(line);
      else onStep?.(step);
    },
  });
}
