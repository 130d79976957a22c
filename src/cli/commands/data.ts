import { Command } from 'commander';
import type { Finish } from '../exit-codes.js';
import { type Io, note, print, printJson } from '../io.js';
import { wholeNumber } from '../options.js';
import { dataCheckCommand } from './data-check.js';
import { dataToolCallsCommand } from './data-tool-calls.js';

interface RequestFlags {
  readonly collection: string;
  readonly out: string;
  readonly count: number;
  readonly seed: number;
  readonly multi?: boolean;
  readonly json?: boolean;
}

export function dataCommand(io: Io, finish: Finish): Command {
  const command = new Command('data').description('make examples to measure and to learn from').addHelpText(
    'after',
    `
Example:
  capuchin data requests --collection toolbox --out ./requests.jsonl --count 500
  capuchin eval retrieval --queries ./requests.jsonl --collection toolbox --retriever lexical`,
  );
  command
    .command('requests')
    .description('requests that the APIs of a collection answer, made by rules, without a model')
    .requiredOption('-c, --collection <name>', 'the collection whose APIs are asked for')
    .requiredOption('-o, --out <file>', 'JSONL file; one that is there is gone on with')
    .option('-n, --count <number>', 'rows the file shall have', wholeNumber, 1000)
    .option('--seed <number>', 'the same seed gives the same rows', wholeNumber, 1)
    .option('--multi', 'requests of two or three wishes: of one tool, of one category, of anything')
    .option('--json', 'print one JSON object')
    .action(async (flags: RequestFlags) => {
      const [{ openWorkbench }, { writeRequests }] = await Promise.all([
        import('../workbench.js'),
        import('../write-requests.js'),
      ]);
      const bench = await openWorkbench(io, flags);
      try {
        const summary = await writeRequests(io, await bench.store(), flags);
        if (flags.json) return printJson(io, summary);
        print(io, `${summary.rows} requests in ${flags.out}, ${summary.added} of them new, for ${summary.apis} APIs`);
        if (summary.rows < flags.count) note(io, `capuchin: the collection gives no more than these`);
      } finally {
        await bench.close();
      }
    });
  command.addCommand(dataToolCallsCommand(io));
  command.addCommand(dataCheckCommand(io, finish));
  return command;
}
