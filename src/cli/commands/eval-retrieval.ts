import { Command } from 'commander';
import type { RetrievalReport, TrecWriter } from '../../evaluation/index.js';
import { type Io, note, print, printJson, widthOf } from '../io.js';
import type { Evaluated, EvaluationFlags } from '../open-evaluation.js';
import { collect, commaSeparated, wholeNumber } from '../options.js';
import type { Workbench } from '../workbench.js';

interface EvalRetrievalFlags extends EvaluationFlags {
  readonly retriever?: string;
  readonly compare?: readonly string[];
  readonly run?: string;
  readonly judgements?: string;
  readonly json?: boolean;
}

export function evalRetrievalCommand(io: Io): Command {
  return new Command('retrieval')
    .description('how often a retriever finds the right APIs')
    .option('--suite <name>', 'published queries with their pool: toolbench, apibench, metatool, sealtools or bfcl')
    .option('--data <folder>', "where the suite's files are")
    .option('--queries <file>', 'JSONL rows with query and relevant_apis (keys within the collection)')
    .option('-c, --collection <name>', "the collection that is searched; with --suite in place of the suite's pool")
    .option('--pool <name>', 'a collection that is searched besides, for distraction (repeatable)', collect)
    .option('--retriever <name>', 'how APIs are found')
    .option('--compare <names>', 'retrievers, with commas; each is tested against the first', commaSeparated)
    .option('--limit <count>', 'only the first so many queries', wholeNumber)
    .option('--run <file>', 'TREC run file: written; read when nothing is to be searched')
    .option('--judgements <file>', 'TREC qrels file: likewise')
    .option('--json', 'print one JSON object; figures are fractions')
    .addHelpText(
      'after',
      `
Examples:
  capuchin eval retrieval --suite toolbench --data ./toolbench
  capuchin eval retrieval --suite toolbench --data ./toolbench --pool apis-guru
  capuchin eval retrieval --suite bfcl --data ./bfcl --compare bm25,lexical
  capuchin eval retrieval --queries ./queries.jsonl --collection toolbench --run ./run.trec --judgements ./qrels.trec
  capuchin eval retrieval --run ./run.trec --judgements ./qrels.trec`,
    )
    .action(async (flags: EvalRetrievalFlags) => {
      const { suite, queries, run, judgements, compare } = flags;
      if (suite === undefined && queries === undefined && run !== undefined && judgements !== undefined) {
        return scoreRun(io, run, judgements, flags);
      }
      const [{ UsageError }, { openWorkbench }, { openEvaluation }] = await Promise.all([
        import('../../base/index.js'),
        import('../workbench.js'),
        import('../open-evaluation.js'),
      ]);
      if (compare !== undefined && run !== undefined) throw new UsageError('--run has room for one retriever only');
      if (compare !== undefined && compare.length < 2) throw new UsageError('--compare needs two names or more');
      const bench = await openWorkbench(io, flags);
      try {
        const evaluated = await openEvaluation(io, bench, flags);
        await (compare === undefined
          ? evaluateOne(io, bench, evaluated, flags)
          : evaluateSeveral(io, evaluated, compare, flags));
      } finally {
        await bench.close();
      }
    });
}

async function scoreRun(io: Io, run: string, judgements: string, flags: EvalRetrievalFlags): Promise<void> {
  const { evaluateRun } = await import('../../evaluation/index.js');
  const report = await evaluateRun({ run, judgements, signal: io.signal });
  if (flags.json) return printJson(io, { run, judgements, ...report });
  const { queriesWithoutRanking, unjudgedQueries } = report;
  await printReport(io, 'run', report);
  if (queriesWithoutRanking > 0)
    note(io, `capuchin: ${queriesWithoutRanking} queries are not in the run and count as 0`);
  if (unjudgedQueries > 0) note(io, `capuchin: ${unjudgedQueries} queries of the run were not judged`);
}

async function evaluateOne(io: Io, bench: Workbench, evaluated: Evaluated, flags: EvalRetrievalFlags): Promise<void> {
  const [{ retrieverNamed }, { evaluateRetrieval, trecJudgementsWriter, trecRunWriter }, { evaluationProgress }] =
    await Promise.all([
      import('../../retrieval/index.js'),
      import('../../evaluation/index.js'),
      import('../evaluation-progress.js'),
    ]);
  const name = bench.settings.retriever;
  const { source, ...asked } = evaluated;
  const retriever = await retrieverNamed(name)(source);
  const writers: TrecWriter[] = [
    ...(flags.run === undefined ? [] : [trecRunWriter(flags.run, name)]),
    ...(flags.judgements === undefined ? [] : [trecJudgementsWriter(flags.judgements)]),
  ];
  const progress = evaluationProgress(io, 'queries', totalOf(evaluated));
  try {
    const report = await evaluateRetrieval({
      ...asked,
      retriever,
      onScored: scored => {
        progress.step(name);
        for (const writer of writers) writer.write(scored);
      },
      signal: io.signal,
    });
    progress.end();
    for (const writer of writers) writer.finish();
    if (flags.json) return printJson(io, { retriever: name, ...headOf(evaluated, flags), ...report });
    await printReport(io, name, report);
  } catch (thrown) {
    progress.fail();
    throw thrown;
  } finally {
    for (const writer of writers) writer.discard();
  }
}

async function evaluateSeveral(
  io: Io,
  evaluated: Evaluated,
  names: readonly string[],
  flags: EvalRetrievalFlags,
): Promise<void> {
  const [{ retrieverNamed }, { compareRetrieval }, { evaluationProgress }] = await Promise.all([
    import('../../retrieval/index.js'),
    import('../../evaluation/index.js'),
    import('../evaluation-progress.js'),
  ]);
  const { source, ...asked } = evaluated;
  const retrievers = names.map(name => ({ name, make: retrieverNamed(name) }));
  const made = [];
  for (const { name, make } of retrievers) made.push({ name, retriever: await make(source) });
  const progress = evaluationProgress(io, 'queries', totalOf(evaluated));
  const compared = await compareRetrieval({
    ...asked,
    retrievers: made,
    onScored: progress.step,
    signal: io.signal,
  }).catch(thrown => {
    progress.fail();
    throw thrown;
  });
  progress.end();
  if (flags.json) return printJson(io, { ...headOf(evaluated, flags), ...compared });
  const { comparisonLines, reportsLines } = await import('../score-lines.js');
  const width = Math.max(100, widthOf(io, 'stdout'));
  for (const line of reportsLines(compared.reports, width)) print(io, line);
  for (const { first, second, metrics } of compared.comparisons) {
    print(io);
    for (const line of comparisonLines(first, second, metrics, width)) print(io, line);
  }
}

function headOf({ collection, source }: Evaluated, { suite }: EvalRetrievalFlags) {
  const searched = source.collections.map(({ name }) => name);
  return { collection, ...(suite === undefined ? {} : { suite }), searched };
}

function totalOf({ queries }: Evaluated): number | undefined {
  return typeof queries === 'string' ? undefined : queries.length;
}

async function printReport(io: Io, name: string, report: RetrievalReport): Promise<void> {
  const { reportLines } = await import('../score-lines.js');
  for (const line of reportLines(name, report, Math.max(100, widthOf(io, 'stdout')))) print(io, line);
  if (report.unknownApis > 0) note(io, `capuchin: ${report.unknownApis} relevant APIs are not in the collection`);
}
