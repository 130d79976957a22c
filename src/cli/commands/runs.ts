import { Command } from 'commander';
import type { Finish } from '../exit-codes.js';
import { coloursFor, type Io, note, print, printJson, widthOf } from '../io.js';
import { wholeNumber } from '../options.js';
import { runsAgainCommands } from './runs-again.js';

export function runsCommand(io: Io, finish: Finish): Command {
  const command = new Command('runs').description('what was asked before, and what happened').addHelpText(
    'after',
    `
Examples:
  capuchin runs
  capuchin runs show last
  capuchin runs resume last
  capuchin runs fork last --node 2 --model openai:gpt-4.1
  capuchin runs export last --format openai > example.json`,
  );
  command
    .command('list', { isDefault: true })
    .description('runs, newest first')
    .option('-n <count>', 'how many', wholeNumber, 20)
    .option('--json', 'print one JSON object')
    .action(async (flags: { n: number; json?: boolean }) => {
      const { openWorkbench } = await import('../workbench.js');
      const { summarizeRuns } = await import('../find-run.js');
      const bench = await openWorkbench(io, {});
      try {
        const runs = await summarizeRuns(bench.folders.runs, flags.n);
        if (flags.json) return printJson(io, { runs });
        if (runs.length === 0) return note(io, 'capuchin: no runs yet; try: capuchin ask "…"');
        const { table } = await import('../layout.js');
        const columns = [{ title: 'run' }, { title: 'outcome' }, { title: 'called' }, { title: 'request' }];
        const rows = runs.map(run => [run.id, run.outcome, run.called.join(', ') || '–', run.request]);
        for (const line of table(columns, rows, widthOf(io, 'stdout'))) print(io, line);
      } finally {
        await bench.close();
      }
    });
  command
    .command('show')
    .description('one run as a tree')
    .argument('<run>', 'its id, a path, or last')
    .option('--json', 'print its events as one JSON array')
    .action(async (run: string, flags: { json?: boolean }) => {
      const { openWorkbench } = await import('../workbench.js');
      const { findRun } = await import('../find-run.js');
      const { readRun, runTree } = await import('../../trajectory/index.js');
      const { runLines } = await import('../run-view.js');
      const bench = await openWorkbench(io, {});
      try {
        const events = await readRun(await findRun(bench.folders.runs, run));
        if (flags.json) return printJson(io, events);
        const tree = runTree(events);
        for (const line of runLines(tree, widthOf(io, 'stdout'), coloursFor(io, 'stdout'))) print(io, line);
        if (tree.end === undefined) note(io, 'capuchin: this run never ended; its process was stopped');
        const answer = events.findLast(event => event.type === 'answer');
        if (answer?.type === 'answer') {
          const { inert } = await import('../../execution/index.js');
          print(io);
          print(io, inert(answer.text));
        }
      } finally {
        await bench.close();
      }
    });
  command
    .command('export')
    .description('one run in another format')
    .argument('<run>', 'its id, a path, or last')
    .option('--format <name>', 'events (as recorded) or openai (chat messages with tool calls)', 'openai')
    .action(async (run: string, flags: { format: string }) => {
      const { openWorkbench } = await import('../workbench.js');
      const { findRun } = await import('../find-run.js');
      const { openaiMessages, readRun } = await import('../../trajectory/index.js');
      const formats = { events: (events: unknown) => events, openai: openaiMessages };
      const { UnknownName } = await import('../../base/index.js');
      if (!Object.hasOwn(formats, flags.format)) throw new UnknownName('format', flags.format, Object.keys(formats));
      const bench = await openWorkbench(io, {});
      try {
        const events = await readRun(await findRun(bench.folders.runs, run));
        printJson(io, formats[flags.format as keyof typeof formats](events));
      } finally {
        await bench.close();
      }
    });
  for (const again of runsAgainCommands(io, finish)) command.addCommand(again);
  return command;
}
