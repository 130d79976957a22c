import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { RetrievalQuery } from '../../evaluation/index.js';
import { type Io, note, print, printJson, widthOf } from '../io.js';
import { collect, wholeNumber } from '../options.js';
import type { TrainingWanted } from '../train-fusion-arm.js';
import type { Workbench } from '../workbench.js';

interface TrainFlags extends Omit<TrainingWanted, 'collection'> {
  readonly collection?: string;
  readonly pairs?: readonly string[];
  readonly tsv?: string;
  readonly arm: 'fusion' | 'dense';
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly reset?: boolean;
  readonly exportTsv?: string;
  readonly json?: boolean;
}

export function trainRetrieverCommand(io: Io): Command {
  return new Command('retriever')
    .description('fit the retriever to requests of your own, and say what that gains')
    .option('-c, --collection <name>', 'the collection that is searched')
    .option(
      '--pairs <file>',
      'JSONL rows with query and relevant_apis (keys within the collection; repeatable)',
      collect,
    )
    .option('--tsv <folder>', "requests from the training split of ToolBench's retriever files")
    .addOption(
      new Option('--arm <name>', 'what is trained: the order of what was found, or vectors of texts')
        .choices(['fusion', 'dense'])
        .default('fusion'),
    )
    .addOption(
      new Option(
        '--retriever <name>',
        'whose order is trained (default: fused, or hybrid where that is the setting)',
      ).choices(['fused', 'hybrid']),
    )
    .option('--embedder <name>', 'what makes vectors of texts: what hybrid and --arm dense start from')
    .option('--seed <number>', 'the same seed gives the same weights', wholeNumber, 1)
    .option('--folds <count>', 'parts that tools are dealt into (default: 5, for dense 3)', folds)
    .addOption(
      new Option(
        '--held-out <what>',
        'what folds are made of, for dense: requests where those to come are for the same APIs',
      )
        .choices(['tools', 'requests'])
        .default('tools'),
    )
    .option('--limit <count>', 'of more pairs so many are drawn (default: 5000, for dense all)', wholeNumber)
    .option('--out <path>', 'where to keep the result, instead of where searches find it')
    .option('--dry-run', 'measure and keep nothing')
    .option('--force', 'keep the result even if it gains nothing')
    .option('--reset', 'remove what was kept; the packaged retriever is used again')
    .option(
      '--export-tsv <folder>',
      "write the pairs as ToolBench's retriever files instead; a part of the tools is for testing",
    )
    .option('--json', 'print one JSON object; figures are fractions')
    .addHelpText(
      'after',
      `
The gain is measured by cross-validation: what is tested needs no tool that was trained on. The result is kept only where the
lower end of the interval of the gain in NDCG@5 lies above 0. Exit status: 0 also when nothing was gained and nothing is kept.

Examples:
  capuchin train retriever --collection billing --pairs ./asked.jsonl
  capuchin data requests --collection billing --out ./made.jsonl --count 2000
  capuchin train retriever --collection billing --pairs ./asked.jsonl --pairs ./made.jsonl --dry-run
  capuchin train retriever --reset`,
    )
    .action(async (flags: TrainFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, flags);
      try {
        if (flags.reset) return await reset(io, bench, flags);
        await train(io, bench, flags);
      } finally {
        await bench.close();
      }
    });
}

function folds(value: string): number {
  return Math.max(2, wholeNumber(value));
}

async function reset(io: Io, bench: Workbench, { arm, json }: TrainFlags): Promise<void> {
  const [{ existsSync }, { rm }, { keptRetriever, trainedKind }] = await Promise.all([
    import('node:fs'),
    import('node:fs/promises'),
    import('../retriever-weights.js'),
  ]);
  const path = keptRetriever(bench.folders)[arm === 'dense' ? arm : trainedKind(bench.settings)];
  const removed = existsSync(path);
  await rm(path, { recursive: true, force: true });
  if (json) return printJson(io, { arm, removed, path });
  print(io, removed ? `removed ${path}` : `nothing was kept at ${path}`);
}

async function train(io: Io, bench: Workbench, flags: TrainFlags): Promise<void> {
  const [{ CapuchinError, didYouMean, UsageError }, { readTrainingPairs }] = await Promise.all([
    import('../../base/index.js'),
    import('../training-pairs.js'),
  ]);
  const { collection, exportTsv } = flags;
  if (collection === undefined) throw new UsageError('name what is searched with --collection');
  if (flags.heldOut === 'requests' && flags.arm === 'fusion') {
    throw new UsageError(
      '--held-out requests goes with --arm dense; the order is always tested on tools it was not trained on',
    );
  }
  const store = await bench.store();
  if (store.collection(collection) === undefined) {
    const known = store.collections().map(each => each.name);
    throw new CapuchinError('not-found', `no collection named "${collection}"${didYouMean(collection, known)}`);
  }
  const wanted = { ...flags, collection };
  const pairs = await readTrainingPairs(io, store, wanted);
  if (exportTsv !== undefined) return exportPairs(io, bench, pairs, wanted, exportTsv);
  await (flags.arm === 'fusion' ? trainFusion : trainDense)(io, bench, pairs, wanted);
}

type Wanted = TrainFlags & { readonly collection: string };

async function trainFusion(io: Io, bench: Workbench, pairs: readonly RetrievalQuery[], wanted: Wanted): Promise<void> {
  const [{ keepWeights, trainFusionArm }, { fusionLines }] = await Promise.all([
    import('../train-fusion-arm.js'),
    import('../training-lines.js'),
  ]);
  const refit = await trainFusionArm(io, bench, pairs, wanted);
  const { helps, gain, fitGain, unknown, heldOut } = refit;
  const kept = isKept(helps, wanted) ? await keepWeights(bench, refit, wanted, pathOf(io, wanted)) : undefined;
  const { arm, collection, seed } = wanted;
  if (wanted.json) {
    const { folds, leftOut, ...metrics } = gain;
    const counts = { pairs: refit.pairs, unknown, leftOut, folds, heldOut, seed };
    return printJson(io, { arm, collection, ...counts, metrics, fit: fitGain, helps, ...keptOf(kept) });
  }
  for (const line of fusionLines(refit, Math.max(100, widthOf(io, 'stdout')))) print(io, line);
  printKept(io, helps, kept, wanted);
}

async function trainDense(io: Io, bench: Workbench, pairs: readonly RetrievalQuery[], wanted: Wanted): Promise<void> {
  const [{ keepStaticModel, trainStaticModel }, { denseLines }] = await Promise.all([
    import('../train-dense-arm.js'),
    import('../training-lines.js'),
  ]);
  const trained = await trainStaticModel(io, bench, pairs, wanted);
  const { helps, gain } = trained;
  const kept = isKept(helps, wanted) ? await keepStaticModel(io, bench, trained, pathOf(io, wanted)) : undefined;
  const { arm, collection, seed } = wanted;
  if (wanted.json) {
    const metrics = { 'ndcg@5': gain.withWords, 'ndcg@5 alone': gain.alone };
    return printJson(io, { arm, collection, pairs: pairs.length, seed, metrics, helps, ...keptOf(kept) });
  }
  for (const line of denseLines(trained, Math.max(100, widthOf(io, 'stdout')))) print(io, line);
  printKept(io, helps, kept, wanted);
  if (kept !== undefined) note(io, `capuchin: to use it, set the embedder: CAPUCHIN_EMBEDDER=${kept}`);
}

function isKept(helps: boolean, { dryRun = false, force = false }: Wanted): boolean {
  return !dryRun && (helps || force);
}

/** Where the user wants the result. */
function pathOf(io: Io, { out }: Wanted): string | undefined {
  return out === undefined ? undefined : resolve(io.cwd, out);
}

function keptOf(path: string | undefined) {
  return { kept: path !== undefined, path: path ?? null };
}

function printKept(io: Io, helps: boolean, path: string | undefined, { dryRun = false }: Wanted): void {
  const chance = 'NDCG@5 gained nothing that could not be chance (its interval reaches to 0 or below)';
  if (path !== undefined) print(io, helps ? `kept: ${path}` : `kept although ${chance}: ${path}`);
  else if (dryRun) print(io, helps ? 'not kept (--dry-run)' : `not kept (--dry-run); ${chance}`);
  else print(io, `not kept: ${chance}; --force keeps it`);
}

async function exportPairs(
  io: Io,
  bench: Workbench,
  pairs: readonly RetrievalQuery[],
  { collection, seed, folds: count = 5, json }: Wanted,
  folder: string,
): Promise<void> {
  const { writePairsAsTsv } = await import('../export-pairs.js');
  const path = resolve(io.cwd, folder);
  const written = await writePairsAsTsv(await bench.store(), pairs, { collection, seed, folds: count, folder: path });
  if (json) return printJson(io, { collection, ...written, path });
  const { documents, train: trained, test, leftOut } = written;
  print(io, `${path}: ${documents} documents, ${trained} requests to train on, ${test} to test with`);
  if (leftOut > 0)
    note(io, `capuchin: ${leftOut} requests need tools of both parts or none of the collection; left out`);
}
