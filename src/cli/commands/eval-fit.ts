import { Command } from 'commander';
import { type Io, print, printJson, widthOf } from '../io.js';
import type { EvaluationFlags } from '../open-evaluation.js';
import { collect, wholeNumber } from '../options.js';
import type { Workbench } from '../workbench.js';

interface EvalFitFlags extends Omit<EvaluationFlags, 'queries'> {
  readonly suite: string;
  readonly retriever?: string;
  readonly json?: boolean;
}

export function evalFitCommand(io: Io): Command {
  return new Command('fit')
    .description('how well a retriever tells that no API answers a request')
    .requiredOption('--suite <name>', 'published requests: toolbench, apibench, metatool, sealtools or bfcl')
    .requiredOption('--data <folder>', "where the suite's files are")
    .option('-c, --collection <name>', "the collection that is searched in place of the suite's pool")
    .option('--pool <name>', 'a collection that is searched besides (repeatable)', collect)
    .option('--retriever <name>', 'how APIs are found')
    .option('--limit <count>', 'only the first so many requests', wholeNumber)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Each request is asked of the whole pool, and of the pool without the tools that answer it. BFCL has requests of its own that
nothing answers: they are asked of the functions that each test offers.

Example:
  capuchin eval fit --suite toolbench --data ./toolbench --json`,
    )
    .action(async (flags: EvalFitFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, flags);
      try {
        await evaluate(io, bench, flags);
      } finally {
        await bench.close();
      }
    });
}

async function evaluate(io: Io, bench: Workbench, flags: EvalFitFlags): Promise<void> {
  const [{ UsageError }, { retrieverNamed }, { evaluateFit, fitRows }] = await Promise.all([
    import('../../base/index.js'),
    import('../../retrieval/index.js'),
    import('../../evaluation/index.js'),
  ]);
  const [{ openSuiteEvaluation }, { evaluationProgress }] = await Promise.all([
    import('../open-evaluation.js'),
    import('../evaluation-progress.js'),
  ]);
  const name = bench.settings.retriever;
  const { collection, source, suite, opened, options } = await openSuiteEvaluation(io, bench, flags.suite, flags);
  const retriever = await retrieverNamed(name)(source);
  if (retriever.fit === undefined) {
    throw new UsageError(`the retriever "${name}" cannot tell whether anything fits; choose another with --retriever`);
  }
  const progress = evaluationProgress(io, 'requests', undefined);
  const rows = fitRows(suite, opened, options);
  const onScored = () => progress.step(name);
  const report = await evaluateFit({ rows, retriever, onScored, signal: io.signal }).catch(thrown => {
    progress.fail();
    throw thrown;
  });
  progress.end();
  const searched = source.collections.map(each => each.name);
  if (flags.json) {
    return printJson(io, { retriever: name, collection, suite: flags.suite, searched, ...report });
  }
  const { fitLines } = await import('../score-lines.js');
  for (const line of fitLines(name, report, Math.max(100, widthOf(io, 'stdout')))) print(io, line);
}
