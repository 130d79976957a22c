import type { Command } from 'commander';
import type { Finish } from '../exit-codes.js';
import type { Io } from '../io.js';
import { collect, commaSeparated, wholeNumber } from '../options.js';
import { CommandWithFlags } from '../options-after-equals.js';
import type { CallFlags } from '../run-call.js';

export function callCommand(io: Io, finish: Finish): Command {
  return new CommandWithFlags('call', ['--simulate'])
    .description('call one API directly')
    .argument('<api>', 'its name or id')
    .argument('[json]', 'its arguments as one JSON object; - reads it from standard input')
    .option('--arg <name=value>', 'one argument, before those of the JSON object (repeatable)', collect)
    .option('--all-pages', 'read the pages that follow, too, up to 100; for calls that only read')
    .option('--max-pages <count>', 'read so many pages at the most', wholeNumber)
    .option('--dry-run', 'print the exact request and send nothing; credentials are shown by name')
    .option('--read-only', 'refuse every call that could change something')
    .option('-y, --yes', 'allow calls that would otherwise be asked about')
    .option('--policy <file>', 'rules for what may run (JSON)')
    .option('--allow-hosts <hosts>', 'private hosts that HTTP calls may reach, with commas in between', commaSeparated)
    .option('--servers <list>', 'where HTTP calls go instead, as collection=URL with commas in between', commaSeparated)
    .option('--rapidapi-key-env <variable>', 'environment variable that holds your RapidAPI key')
    .option('--toolbench-url <url>', "ToolBench-style server that ToolBench's APIs are called through")
    .option('--record <file>', 'add the call to this file, without secrets')
    .option('--replay <file>', 'answer from this file; with --record, make the call if it is not in it')
    .option('--simulate [model]', 'make up the answer and call nothing; =<model> where nothing else will do')
    .option('--workspace <folder>', 'the only folder file functions may touch')
    .option('--out <file>', 'write the run file here')
    .option('--json', 'print one JSON object with the observation')
    .addHelpText(
      'after',
      `
Examples:
  capuchin call ascii_art '{"text": "Hi"}'
  capuchin call ascii_art --arg text=Hi
  echo '{"text": "Hi"}' | capuchin call ascii_art - --json
  capuchin call write_file --arg path=note.txt --arg text=Hello --dry-run

Exit status: 0 done, 1 refused or failed, 2 wrong arguments, 3 no such API, 130 interrupted.`,
    )
    .action(async (api: string, json: string | undefined, _options: unknown, command: Command) => {
      const { runCall } = await import('../run-call.js');
      finish(await runCall(io, api, json, command.optsWithGlobals<CallFlags>()));
    });
}
