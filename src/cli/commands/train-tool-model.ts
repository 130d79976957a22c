import { Command, InvalidArgumentError, Option } from 'commander';
import { type Io, print, printJson, widthOf } from '../io.js';
import { collect, wholeNumber } from '../options.js';
import type { AdapterRunEnded, AdapterRunWanted } from '../train-adapter.js';

interface TrainFlags extends Omit<AdapterRunWanted, 'collection' | 'devCount'> {
  readonly collection?: readonly string[];
  readonly devCount?: number;
  readonly python?: string;
  readonly reset?: boolean;
  readonly json?: boolean;
}

export function trainToolModelCommand(io: Io): Command {
  return new Command('tool-model')
    .description('teach the embedded model your own functions, and say what that gains on functions it was not shown')
    .option('-c, --collection <name>', 'a collection to make examples of (repeatable)', collect)
    .option('--data <folder>', 'examples that are there: train.jsonl and dev.jsonl as `data tool-calls` writes them')
    .option('--out <folder>', 'where the run is kept: examples, checkpoint, log, adapter (default: in the data folder)')
    .addOption(
      new Option('--from <what>', 'go on from the adapter in use, or begin with the base model alone')
        .choices(['adapter', 'base'])
        .default('adapter'),
    )
    .option('--minutes <number>', 'longest time to train (default: 60, where no --epochs are given)', positive)
    .option('--epochs <number>', 'how often every example is seen at most', positive)
    .option('-n, --count <number>', 'examples to make', wholeNumber, 6_000)
    .option(
      '--dev-count <number>',
      'examples to make of functions that training never shows (default: 10 %)',
      wholeNumber,
    )
    .option('--learning-rate <number>', 'highest rate (default: 3e-4 from an adapter, 8e-4 from the base)', positive)
    .option('--seed <number>', 'the same seed makes the same examples', wholeNumber, 1)
    .option('--base <file>', 'another Llama model as GGUF; its adapter stays in --out')
    .option('--python <path>', 'the Python to use, with the packages of the recipe')
    .option('--recipe-option <option>', 'passed on to the recipe as it is (repeatable)', collect)
    .option('--resume', 'go on with a run that was interrupted')
    .option('--dry-run', 'train and measure, and keep what was used before')
    .option('--reset', 'remove what was kept; the packaged adapter is used again')
    .option('--json', 'print one JSON object; figures are fractions')
    .addHelpText(
      'after',
      `
Needs Python with the packages of the recipe; without them the command says what to install. Examples are made of the
collections and, half of them, of functions that come with the package, so that nothing is unlearned. The adapter is kept only
where the rate of exact replies on held-out functions of yours gains more than chance, and the others do not lose.
Exit status: 0 also when nothing was gained and nothing is kept. Ctrl-C saves a checkpoint.

Examples:
  capuchin train tool-model --collection billing --minutes 30
  capuchin train tool-model --resume
  capuchin train tool-model --reset`,
    )
    .action(async (flags: TrainFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, flags);
      try {
        if (flags.reset) return await reset(io, bench, flags);
        const { trainToolModel } = await import('../train-adapter.js');
        await report(io, await trainToolModel(io, bench, wantedOf(flags)), flags);
      } finally {
        await bench.close();
      }
    });
}

function positive(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError('must be a number above 0.');
  return number;
}

function wantedOf({
  python: _python,
  reset: _reset,
  json: _json,
  recipeOption,
  ...flags
}: TrainFlags & Passed): AdapterRunWanted {
  const { collection = [], devCount, minutes, epochs, learningRate, from } = flags;
  return {
    ...flags,
    collection,
    devCount: devCount ?? Math.ceil(flags.count / 10),
    learningRate: learningRate ?? (from === 'base' ? 8e-4 : 3e-4),
    ...(minutes === undefined && epochs === undefined ? { minutes: 60 } : {}),
    ...(recipeOption === undefined ? {} : { recipeOptions: recipeOption }),
  };
}

interface Passed {
  readonly recipeOption?: readonly string[];
}

async function reset(io: Io, { folders }: { readonly folders: { readonly data: string } }, { json }: TrainFlags) {
  const [{ existsSync }, { rm }, { keptAdapter }] = await Promise.all([
    import('node:fs'),
    import('node:fs/promises'),
    import('../kept-adapter.js'),
  ]);
  const path = keptAdapter(folders);
  const removed = existsSync(path);
  await rm(path, { recursive: true, force: true });
  if (json) return printJson(io, { removed, path });
  print(io, removed ? `removed ${path}` : `nothing was kept at ${path}`);
}

async function report(io: Io, { run, steps, gain, path, kept }: AdapterRunEnded, { json, dryRun = false }: TrainFlags) {
  const { collection, from, seed } = run;
  const { own, others, helps } = gain;
  if (json) {
    const metrics = { own, others };
    return printJson(io, {
      collections: collection,
      from,
      seed,
      steps,
      metrics,
      helps,
      kept: kept !== undefined,
      path: kept ?? path,
    });
  }
  const { gainLines } = await import('../training-lines.js');
  const width = Math.max(100, widthOf(io, 'stdout'));
  for (const line of gainLines({ 'your functions': own, 'other functions': others }, width)) print(io, line);
  if (kept !== undefined) return print(io, `kept: ${kept}`);
  if (run.base !== undefined) return print(io, `adapter of ${run.base}: ${path}`);
  if (!helps) return print(io, `not kept: ${whyNot(gain)}; the adapter is ${path}`);
  if (dryRun) print(io, `not kept (--dry-run): ${path}`);
}

function whyNot({ own, others }: AdapterRunEnded['gain']): string {
  if (own.interval[0] <= 0) return 'your functions gained nothing that could not be chance';
  return `other functions lose ${(-100 * others.difference).toFixed(1)} points`;
}
