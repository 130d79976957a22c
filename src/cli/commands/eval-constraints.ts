import { Command } from 'commander';
import type { ConstraintReport } from '../../evaluation/index.js';
import { type Io, print, printJson, widthOf } from '../io.js';
import { wholeNumber } from '../options.js';
import type { Workbench } from '../workbench.js';

interface EvalConstraintsFlags {
  readonly collection: string;
  readonly retriever?: string;
  readonly count: number;
  readonly k: number;
  readonly seed?: number;
  readonly json?: boolean;
}

export function evalConstraintsCommand(io: Io): Command {
  return new Command('constraints')
    .description('how often what is found first is what a request with bounds asks for')
    .requiredOption('-c, --collection <name>', 'a collection whose documents give figures, such as one of apibench')
    .option('--retriever <name>', 'how APIs are found')
    .option('-n, --count <number>', 'so many requests', wholeNumber, 300)
    .option('-k <count>', 'how many are found', wholeNumber, 5)
    .option('--seed <number>', 'the same seed draws the same requests', wholeNumber)
    .option('--json', 'print one JSON object; figures are fractions')
    .addHelpText(
      'after',
      `
Requests are drawn from the documents: a task, and bounds halfway between values that occur, which some of its APIs meet and
others do not. Each is asked without constraints and with those that are read from it.

Example:
  capuchin eval constraints --collection apibench`,
    )
    .action(async (flags: EvalConstraintsFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, flags);
      try {
        await evaluate(io, bench, flags);
      } finally {
        await bench.close();
      }
    });
}

async function evaluate(io: Io, bench: Workbench, flags: EvalConstraintsFlags): Promise<void> {
  const [{ CapuchinError }, { constraintQuestions, evaluateConstraints }, { evaluationProgress }] = await Promise.all([
    import('../../base/index.js'),
    import('../../evaluation/index.js'),
    import('../evaluation-progress.js'),
  ]);
  const { collection, count, k, json } = flags;
  const { seed } = bench.settings;
  const store = await bench.store();
  if (store.collection(collection) === undefined)
    throw new CapuchinError('not-found', `no collection named "${collection}"`);
  const questions = constraintQuestions([...store.outlines(collection)], { count, seed });
  if (questions.length === 0)
    throw new CapuchinError(
      'not-found',
      `the documents of "${collection}" give no figures that bounds could be put on`,
    );
  const { retriever, name } = await bench.retriever([collection], {});
  const progress = evaluationProgress(io, 'requests', questions.length);
  const onAsked = () => progress.step(name);
  const report = await evaluateConstraints({ retriever, questions, k, onAsked, signal: io.signal }).catch(thrown => {
    progress.fail();
    throw thrown;
  });
  progress.end();
  if (json) return printJson(io, { collection, retriever: name, k, seed, ...report });
  for (const line of await linesOf(report, k, widthOf(io, 'stdout'))) print(io, line);
}

async function linesOf({ questions, readBack, scores }: ConstraintReport, k: number, width: number): Promise<string[]> {
  const { table } = await import('../layout.js');
  const titles = ['satisfied', 'unknown', 'violated', 'nothing', 'right', `right in ${k}`, `violating in ${k}`];
  const columns = titles.map(title => ({ title, align: 'right' as const }));
  const rows = Object.entries(scores).map(([way, shares]) => [
    way,
    ...Object.values(shares).map((share: number) => (100 * share).toFixed(1)),
  ]);
  return [
    ...table([{ title: 'found first, %' }, ...columns], rows, Math.max(120, width)),
    '',
    `${questions} requests; the bounds of ${readBack} were read as they were meant`,
  ];
}
