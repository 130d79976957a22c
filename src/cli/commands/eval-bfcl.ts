import { Command } from 'commander';
import type { BfclReport } from '../../evaluation/index.js';
import { type Io, print, printJson, widthOf } from '../io.js';
import { collect, commaSeparated, wholeNumber } from '../options.js';
import type { EvalBfclFlags } from '../run-bfcl.js';
import type { Workbench } from '../workbench.js';

export function evalBfclCommand(io: Io): Command {
  return new Command('bfcl')
    .description('how often a model makes the right calls, by the rules of the Berkeley Function-Calling Leaderboard')
    .requiredOption('--data <folder>', 'where the tests are: <category>.jsonl, or as published')
    .option('-m, --model <model>', 'who is asked; default is the model that comes with Capuchin')
    .option('--categories <names>', 'which tests, with commas; all whose files are there when left out', commaSeparated)
    .option('--limit <count>', 'so many tests of each category, spread over its file', wholeNumber)
    .option('--seed <number>', 'draws the tests of --limit and is handed to the model', wholeNumber)
    .option('--must-call', 'where some call is right, the model has to make one')
    .option('--search', 'offer what is found among all functions of the suite, not what a test lists')
    .option('--pool <name>', 'a collection that is searched besides (repeatable); means --search', collect)
    .option('--retriever <name>', 'how functions are found')
    .option('-k <count>', 'how many functions are offered: 5 when not given', wholeNumber)
    .option('--change <kind>', 'ask again after documents changed: rename, params, version or all')
    .option('--results <folder>', "keep answers in the leaderboard's layout, and go on from them")
    .option('--json', 'print one JSON object; figures are fractions')
    .addHelpText(
      'after',
      `
Tests are asked one after the other. With --results a run that was stopped goes on where it was.

Examples:
  capuchin eval bfcl --model default --data ./bfcl --categories simple_python,multiple --limit 50
  capuchin eval bfcl --data ./bfcl --categories live_simple --pool apis-guru -k 5 --json
  capuchin eval bfcl --data ./bfcl --categories simple_python --change all --results ./results`,
    )
    .action(async (flags: EvalBfclFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const { k, model: _model, ...settings } = flags; // the model is named by `default`, too
      const bench = await openWorkbench(io, k === undefined ? settings : { ...settings, k });
      try {
        await evaluate(io, bench, flags);
      } finally {
        await bench.close();
      }
    });
}

async function evaluate(io: Io, bench: Workbench, flags: EvalBfclFlags): Promise<void> {
  const [{ runBfcl }, { openEvaluatedModel }] = await Promise.all([
    import('../run-bfcl.js'),
    import('../evaluated-model.js'),
  ]);
  const model = await openEvaluatedModel(io, bench, flags.model);
  try {
    const reports = await runBfcl(io, bench, model, flags);
    if (flags.json) return printJson(io, reports);
    for (const line of await linesOf(reports, widthOf(io, 'stdout'))) print(io, line);
  } finally {
    await model.close?.();
  }
}

async function linesOf(
  report: BfclReport & { readonly model: string; readonly changed?: BfclReport },
  width: number,
): Promise<string[]> {
  const { accuracyLines } = await import('../accuracy-lines.js');
  const rows = (each: BfclReport) => [...Object.entries(each.categories), ['all', each.overall] as const];
  const lines = accuracyLines(report.model, rows(report), Math.max(100, width));
  if (report.changed === undefined) return lines;
  const { functions = 0, parameters = 0 } = report.changed.oldNames ?? {};
  return [
    ...lines,
    '',
    ...accuracyLines('changed documents', rows(report.changed), Math.max(100, width)),
    `calls by an old name: ${functions} of functions, ${parameters} with old parameters`,
  ];
}
