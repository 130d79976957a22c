import { Command } from 'commander';
import { exitCodes, type Finish } from '../exit-codes.js';
import { type Io, note, print, printJson } from '../io.js';

interface CheckFlags {
  readonly packs: string;
  readonly json?: boolean;
}

const mostShown = 50;

export function dataCheckCommand(io: Io, finish: Finish): Command {
  return new Command('check')
    .description('fail when a file to learn from has anything of what evaluations ask and offer')
    .argument('<files...>', 'JSONL files of requests, chats, training rows or sheets')
    .requiredOption('--packs <folder>', 'folder of data packs, with the evaluations among them')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
A request counts when all its words are those of an evaluation request, or eight in a row; a function when its name and the
names of its parameters are. Exit status 1 when anything is found.`,
    )
    .action(async (files: string[], { packs, json }: CheckFlags) => {
      const { checkContamination } = await import('../check-contamination.js');
      const checked = await checkContamination(io, files, packs);
      const { found, rows, requests, functions, comparedWith } = checked;
      if (found.length > 0) finish(exitCodes.failed);
      if (json) return printJson(io, checked);
      for (const { file, line, kind, suite, what } of found.slice(0, mostShown))
        print(io, `${file}:${line}: ${kind} as in ${suite}: ${what}`);
      if (found.length > mostShown) print(io, `… and ${found.length - mostShown} more`);
      const size = `${rows} rows with ${requests} requests and ${functions} functions`;
      const against = `${comparedWith.requests} requests and ${comparedWith.functions} functions of evaluations`;
      if (found.length === 0) print(io, `${size}: nothing of ${against}`);
      else note(io, `capuchin: ${found.length} of what evaluations hold, in ${size}; compared with ${against}`);
    });
}
