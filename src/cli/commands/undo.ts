import { Command } from 'commander';
import type { Finish } from '../exit-codes.js';
import type { Io } from '../io.js';
import { commaSeparated, wholeNumber } from '../options.js';
import type { UndoFlags } from '../run-undo.js';

export function undoCommand(io: Io, finish: Finish): Command {
  return new Command('undo')
    .description('take back what a run changed, latest first')
    .argument('<run>', 'its id, a path, or last')
    .option('--steps <count>', 'only so many of the latest changes that can be taken back', wholeNumber)
    .option('--dry-run', 'print the exact requests and send nothing')
    .option('-y, --yes', 'do not ask')
    .option('--overwrite', 'also take back what somebody else has changed since')
    .option('--read-only', 'refuse every call that could change something')
    .option('--policy <file>', 'rules for what may run (JSON)')
    .option('--allow-hosts <hosts>', 'private hosts that HTTP calls may reach, with commas in between', commaSeparated)
    .option('--servers <list>', 'where HTTP calls go instead, as collection=URL with commas in between', commaSeparated)
    .option('--workspace <folder>', 'the only folder file functions may touch')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
What cannot be taken back is said, with the reason. The first failure stops it, and what is left is named; the same
command goes on from there. An undo is itself recorded as a run.

Examples:
  capuchin undo last --dry-run
  capuchin undo last
  capuchin undo last --steps 1 --yes

Exit status: 0 undone, 1 refused or failed, 2 wrong usage, 3 nothing to undo, 130 interrupted.`,
    )
    .action(async (run: string, _options: unknown, command: Command) => {
      const { runUndo } = await import('../run-undo.js');
      finish(await runUndo(io, run, command.optsWithGlobals<UndoFlags>()));
    });
}
