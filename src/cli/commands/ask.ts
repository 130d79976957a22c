import type { Command } from 'commander';
import { withDecomposeOption } from '../decompose.js';
import { exitCodeOf, type Finish } from '../exit-codes.js';
import { withFilterOptions } from '../filter-options.js';
import type { Io } from '../io.js';
import { collect, commaSeparated, parseBudget, probability, wholeNumber } from '../options.js';
import { CommandWithFlags } from '../options-after-equals.js';
import type { AskFlags } from '../run-request.js';
import { withWhereOption } from '../where-option.js';

export function askCommand(io: Io, finish: Finish): Command {
  return withWhereOption(withDecomposeOption(withFilterOptions(new CommandWithFlags('ask', ['--simulate']))))
    .description('answer a request by calling an API of the imported collections')
    .argument('<request...>', 'what you want, in your own words')
    .option('-m, --model <model>', 'who thinks, e.g. openai:gpt-4.1-mini or llama:./model.gguf')
    .option(
      '-p, --planner <name>',
      'how calls are decided: direct (one call), chain (step by step), dfsdt (with other ways where one fails; the default, but direct for the embedded model), …',
    )
    .option('-O, --planner-option <name=value>', 'a setting of the planner, such as width=3 (repeatable)', collect)
    .option('-c, --collection <name>', 'search only this collection (repeatable)', collect)
    .option('-k <count>', 'how many APIs the model chooses from', wholeNumber)
    .option('--retriever <name>', 'how APIs are found')
    .option('--min-fit <probability>', 'ask no model where an API fits with less than this; 0 asks always', probability)
    .option(
      '--budget <limits>',
      'stop at these limits, e.g. 20000 (tokens), $0.05, 90s, replies=40, calls=30, reads=20, irreversible=1, with commas in between',
      parseBudget,
    )
    .option('--invent', 'let values be made up that would otherwise be asked for')
    .option('--dry-run', 'call nothing, and show the exact request of every call')
    .option('--read-only', 'refuse every call that could change something')
    .option('-y, --yes', 'allow calls that would otherwise be asked about')
    .option('--policy <file>', 'rules for what may run (JSON)')
    .option('--allow-hosts <hosts>', 'private hosts that HTTP calls may reach, with commas in between', commaSeparated)
    .option('--servers <list>', 'where HTTP calls go instead, as collection=URL with commas in between', commaSeparated)
    .option('--rapidapi-key-env <variable>', 'environment variable that holds your RapidAPI key')
    .option('--toolbench-url <url>', "ToolBench-style server that ToolBench's APIs are called through")
    .option('--workspace <folder>', 'the only folder file functions may touch')
    .option('--record <file>', 'add every call to this file as it is made, without secrets')
    .option('--replay <file>', 'answer calls from this file; with --record, make those that are not in it')
    .option('--simulate [model]', 'make up every answer and call nothing; =<model> where nothing else will do')
    .option('--seed <number>', 'makes the run repeatable where the model can', wholeNumber)
    .option('--out <file>', 'write the run file here')
    .option('--json', 'print the run as it happens, one event a line')
    .addHelpText(
      'after',
      `
Examples:
  capuchin ask "Draw the word capuchin as ASCII art"
  capuchin ask --planner chain --model openai:gpt-4.1-mini "How far is Oslo from Rome, in miles?"
  capuchin ask --planner dfsdt -O width=3 --model openai:gpt-4.1 "Which of these repositories was changed last?"
  capuchin ask --json --read-only "Days from 1 May to 24 December 2026" | tail -1
  capuchin ask --record calls.jsonl --replay calls.jsonl "How is the weather in Oslo?"
  capuchin ask --simulate "Send an e-mail to Jane"
  capuchin ask --dry-run "Save a note in the workspace"

Exit status: 0 answered, 1 failed, 2 wrong usage, 3 no API fits, 4 budget spent, 5 a question is asked back, 130 interrupted.`,
    )
    .action(async (words: string[], _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<AskFlags>();
      const { runRequest } = await import('../run-request.js');
      const end = await runRequest(io, words.join(' '), options);
      finish(exitCodeOf(end.outcome));
    });
}
