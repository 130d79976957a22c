import { resolve } from 'node:path';
import { Command } from 'commander';
import type { SealReport, SealScores } from '../../evaluation/index.js';
import { type Io, print, printJson, widthOf } from '../io.js';
import { wholeNumber } from '../options.js';
import type { Workbench } from '../workbench.js';

interface EvalSealtoolsFlags {
  readonly model?: string;
  readonly data: string;
  readonly part: string;
  readonly limit?: number;
  readonly seed?: number;
  readonly oracle?: boolean;
  readonly found?: boolean;
  readonly retriever: string;
  readonly k: number;
  readonly answers?: string;
  readonly json?: boolean;
}

export function evalSealtoolsCommand(io: Io): Command {
  return new Command('sealtools')
    .description('how often a model makes the right calls for the requests of Seal-Tools')
    .requiredOption('--data <folder>', 'where sealtools.tools.jsonl and the requests are')
    .option('-m, --model <model>', 'who is asked; default is the model that comes with Capuchin')
    .option('--part <name>', 'which requests: test_in_domain or dev', 'test_in_domain')
    .option('--limit <count>', 'so many requests, spread over the file', wholeNumber)
    .option('--seed <number>', 'draws the requests of --limit and is handed to the model', wholeNumber)
    .option('--oracle', 'offer the right APIs alone')
    .option('--found', 'offer what is found alone, right or not')
    .option('--retriever <name>', 'how APIs are found', 'lexical')
    .option('-k <count>', 'how many are found', wholeNumber, 5)
    .option('--answers <file>', 'write what was asked and called, and which APIs are right, here, JSON lines')
    .option('--json', 'print one JSON object; figures are fractions')
    .addHelpText(
      'after',
      `
The right APIs are offered among what is found for the request, in random order, unless --oracle or --found say otherwise.

Example:
  capuchin eval sealtools --model default --data ./toolcalls --limit 100`,
    )
    .action(async (flags: EvalSealtoolsFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const { model: _model, ...settings } = flags;
      const bench = await openWorkbench(io, settings);
      try {
        await evaluate(io, bench, flags);
      } finally {
        await bench.close();
      }
    });
}

async function evaluate(io: Io, bench: Workbench, flags: EvalSealtoolsFlags): Promise<void> {
  const [{ openJsonlWriter, UnknownName, UsageError }, { retrieverNamed }, { evaluateSealtools, sealParts }] =
    await Promise.all([
      import('../../base/index.js'),
      import('../../retrieval/index.js'),
      import('../../evaluation/index.js'),
    ]);
  const [{ openSuiteEvaluation }, { openEvaluatedModel }, { evaluationProgress }] = await Promise.all([
    import('../open-evaluation.js'),
    import('../evaluated-model.js'),
    import('../evaluation-progress.js'),
  ]);
  const { data, limit, k, retriever } = flags;
  if (flags.oracle && flags.found) throw new UsageError('--oracle and --found exclude each other');
  const part = sealParts.find(each => each === flags.part);
  if (part === undefined) throw new UnknownName('part of Seal-Tools', flags.part, sealParts);
  const { source, opened } = await openSuiteEvaluation(io, bench, 'sealtools', { data });
  const model = await openEvaluatedModel(io, bench, flags.model);
  const offer = flags.oracle ? 'right' : flags.found ? 'found' : 'right-and-found';
  const progress = evaluationProgress(io, 'requests', limit);
  const answers = flags.answers === undefined ? undefined : openJsonlWriter(resolve(io.cwd, flags.answers));
  try {
    const report = await evaluateSealtools({
      model,
      folder: data,
      part,
      apis: opened.apis,
      retriever: await retrieverNamed(retriever)(source),
      offer,
      k,
      ...(limit === undefined ? {} : { limit }),
      seed: bench.settings.seed,
      onAnswered({ id, query, calls }, answer) {
        progress.step(part);
        const made = answer.calls.map(({ name, arguments: given }) => ({ name, arguments: given }));
        answers?.write({ id, request: query, calls: made, right: calls.map(({ api }) => api) });
      },
      signal: io.signal,
    });
    progress.end();
    if (flags.json) return printJson(io, { model: model.id, part, offer, retriever, k, ...report });
    for (const line of await linesOf(model.id, report, widthOf(io, 'stdout'))) print(io, line);
  } catch (thrown) {
    progress.fail();
    throw thrown;
  } finally {
    answers?.close();
    await model.close?.();
  }
}

async function linesOf(name: string, { overall, single, multiple }: SealReport, width: number): Promise<string[]> {
  const { table } = await import('../layout.js');
  const titles = ['n', 'format', 'tool P', 'tool R', 'tool F1', 'parameter P', 'parameter R', 'parameter F1', 'exact'];
  const row = (title: string, { requests, ...scores }: SealScores) => [
    title,
    String(requests),
    ...Object.values(scores).map(fraction => (100 * fraction).toFixed(1)),
  ];
  const columns = titles.map(title => ({ title, align: 'right' as const }));
  const rows = [row('single', single), row('multiple', multiple), row('all', overall)];
  return table([{ title: name }, ...columns], rows, Math.max(100, width));
}
