import { Command } from 'commander';
import { exitCodes, type Finish } from '../exit-codes.js';
import { type Io, print, printJson } from '../io.js';
import { collect, parseBudget, wholeNumber } from '../options.js';
import { CommandWithFlags } from '../options-after-equals.js';
import type { ToolBenchFlags } from '../run-toolbench.js';
import type { ConvertFlags } from '../toolbench-files.js';

export function toolbenchCommand(io: Io, finish: Finish): Command {
  return new Command('toolbench')
    .description("work on ToolBench's queries and with its files")
    .addCommand(runCommand(io, finish))
    .addCommand(convertCommand(io))
    .addCommand(checkCommand(io, finish))
    .addHelpText(
      'after',
      `
Examples:
  capuchin import toolbench ./apis.jsonl --collection toolbench
  capuchin toolbench run --queries ./queries.jsonl --out ./answers --limit 10 --simulate
  capuchin toolbench convert ./answers --out ./converted.json
  capuchin toolbench check ./answers`,
    );
}

function runCommand(io: Io, finish: Finish): Command {
  return new CommandWithFlags('run', ['--simulate'])
    .description('an answer file for each query; queries that have one are left out')
    .requiredOption(
      '--queries <file>',
      "ToolBench's own query file, or JSONL rows with query_id, query, candidate_apis",
    )
    .requiredOption('-o, --out <folder>', 'answer files, run files and runs.jsonl go here')
    .option('--method <name>', 'DFS_woFilter_w<children> or CoT@<tries>', 'DFS_woFilter_w2')
    .option('--open-domain', 'offer what is found for the query, not the candidates of the file')
    .option('-c, --collection <name>', 'where APIs are; all of ToolBench when left out (repeatable)', collect)
    .option('-k <count>', 'how many APIs are offered in the open domain: 5 when not given', wholeNumber)
    .option('--retriever <name>', 'how APIs are found in the open domain')
    .option('-m, --model <model>', 'who thinks, e.g. openai:gpt-4.1-mini')
    .option('--adapter <name>', 'how it is spoken to: functions, react or toolllama', 'functions')
    .option('--threads <count>', 'so many queries at once', wholeNumber, 1)
    .option('--limit <count>', 'only the first queries of the file', wholeNumber)
    .option('--max-depth <count>', 'tree nodes on a way at the most; a turn has up to three', wholeNumber, 12)
    .option('--max-calls <count>', 'model calls for a query at the most', wholeNumber, 200)
    .option('--max-observation <count>', 'characters of an observation that are shown', wholeNumber, 1024)
    .option('--compress <way>', 'what is done to long replies first: truncate, filter, random or model', 'truncate')
    .option('--as-published', 'print functions as ToolBench does, faults included')
    .option('--budget <limits>', 'stop at these limits, for all queries together, e.g. 200000 or $0.50', parseBudget)
    .option('--read-only', 'refuse every call that could change something')
    .option('-y, --yes', 'allow calls that would otherwise be asked about')
    .option('--rapidapi-key-env <variable>', 'environment variable that holds your RapidAPI key')
    .option('--toolbench-url <url>', "ToolBench-style server that ToolBench's APIs are called through")
    .option('--record <file>', 'add every call to this file as it is made, without secrets')
    .option('--replay <file>', 'answer calls from this file; with --record, make those that are not in it')
    .option('--simulate [model]', 'make up every answer and call nothing; =<model> where nothing else will do')
    .option('--seed <number>', 'makes runs repeatable where the model can', wholeNumber)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  capuchin toolbench run --queries ./queries.jsonl --out ./answers --limit 10 --simulate
  capuchin toolbench run --queries ./G1_query.json --out ./answers --method CoT@1 --threads 4 --replay ./calls.jsonl
  capuchin toolbench run --queries ./queries.jsonl --out ./open --open-domain -k 5 --simulate

Exit status: 0 every query has an answer file, 1 some failed, 2 wrong usage, 4 budget spent, 130 interrupted.`,
    )
    .action(async (flags: ToolBenchFlags) => {
      const [{ runToolBench }, { toolBenchLines }] = await Promise.all([
        import('../run-toolbench.js'),
        import('../toolbench-report.js'),
      ]);
      const report = await runToolBench(io, flags);
      if (flags.json) printJson(io, report);
      else for (const line of toolBenchLines(report)) print(io, line);
      if (report.failed > 0) finish(exitCodes.failed);
    });
}

function convertCommand(io: Io): Command {
  return new Command('convert')
    .description('answer files as one file for ToolEval, or as examples to train with')
    .argument('<folder>', 'where <query_id>_<method>.json are')
    .requiredOption('-o, --out <file>', 'the file to write; one that is there is replaced')
    .option('--method <name>', 'whose answers, where the folder has those of several')
    .option('--label <name>', 'what the file calls the method; its own name when left out')
    .option('--format <name>', "tooleval, or toolllama: ToolLLaMA's conversations", 'tooleval')
    .option('--short', 'cut texts and calls at 100 characters, as in the published evaluation set')
    .option('--invalid <way>', 'what is shown of answers that are not valid: the first or the longest way', 'longest')
    .option('--json', 'print one JSON object')
    .action(async (folder: string, flags: ConvertFlags & { readonly json?: boolean }) => {
      const { convertToolBench } = await import('../toolbench-files.js');
      const report = await convertToolBench(io, folder, flags);
      if (flags.json) return printJson(io, report);
      const rows = flags.format === 'toolllama' ? 'examples' : 'answers';
      print(io, `${report.written} ${rows} of ${report.answers} files of ${report.method} in ${report.out}`);
    });
}

function checkCommand(io: Io, finish: Finish): Command {
  return new Command('check')
    .description('read answer files and converted files, write them again, and compare to the letter')
    .argument('<path>', 'a file, or a folder of them')
    .option('--json', 'print one JSON object')
    .action(async (path: string, flags: { readonly json?: boolean }) => {
      const { checkToolBench } = await import('../toolbench-files.js');
      const report = await checkToolBench(io, path);
      if (report.differences.length > 0) finish(exitCodes.failed);
      if (flags.json) return printJson(io, report);
      const { files, equal, dfs, cot, converted, valid, answered, gaveUp, differences } = report;
      print(io, `${equal} of ${files} files are the same to the letter after reading and writing`);
      print(io, `${dfs} of a tree search, ${cot} of chains, ${converted} converted answers`);
      print(io, `${valid} valid, ${answered} answered, ${gaveUp} given up`);
      for (const { file, problem } of differences) print(io, `${file}: ${problem}`);
    });
}
