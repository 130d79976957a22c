import { Command, Option } from 'commander';
import type { Finish } from '../exit-codes.js';
import { type Io, note, print, printJson, widthOf } from '../io.js';
import { wholeNumber } from '../options.js';
import type { ShowRunFlags } from '../show-run.js';
import { runsAgainCommands } from './runs-again.js';

/** A run is shown in one way at a time. */
function way(flag: string, description: string): Option {
  const others = ['tree', 'steps', 'html', 'json'].filter(each => `--${each}` !== flag);
  return new Option(flag, description).conflicts(others);
}

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
    .description('one run as a tree, as a transcript, or as a page')
    .argument('<run>', 'its id, a path, or last')
    .addOption(way('--tree', 'the steps as a tree, with a line for each branch that was left (default)'))
    .addOption(way('--steps', 'step by step, with arguments and observations in full'))
    .addOption(way('--html', 'one HTML page that loads and runs nothing'))
    .addOption(way('--json', 'its events as one JSON array'))
    .option('--all', 'with --tree and --html: open the branches that were left, too')
    .option('-o, --output <file>', 'write it here')
    .addHelpText(
      'after',
      `
Examples:
  capuchin runs show last
  capuchin runs show last --steps | less
  capuchin runs show last --html -o run.html`,
    )
    .action(async (run: string, flags: ShowRunFlags) => {
      const { showRun } = await import('../show-run.js');
      await showRun(io, run, flags);
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
