import { resolve } from 'node:path';
import { Command } from 'commander';
import type { ReplayReport } from '../../planning/index.js';
import { exitCodes, type Finish } from '../exit-codes.js';
import { type Io, note, print, printJson, widthOf } from '../io.js';

interface ReplayTreeFlags {
  readonly all?: boolean;
  readonly trace?: string;
  readonly rule: string;
  readonly json?: boolean;
}

/** Differences that are printed; `--json` has all. */
const shownDifferences = 20;

export function replayCommand(io: Io, finish: Finish): Command {
  const command = new Command('replay').description('make what others recorded anew, and compare');
  command
    .command('tree')
    .description('search with the recorded replies of ToolBench, and compare the trees')
    .argument('<file>', 'traces of recorded trees, one a line')
    .option('--all', 'every trace of the file; the first when left out')
    .option('--trace <name>', 'the trace of this name')
    .option('--rule <name>', 'toolbench, toolbench-older, or recorded: the one that each tree follows', 'recorded')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  capuchin replay tree traces.jsonl --all
  capuchin replay tree traces.jsonl --all --rule toolbench-older --json

Exit status: 0 all are equal, 1 some differ.`,
    )
    .action(async (file: string, { all, trace, rule, json }: ReplayTreeFlags) => {
      const { UsageError } = await import('../../base/index.js');
      if (all && trace !== undefined) throw new UsageError('--all and --trace do not go together');
      const { replayTraces } = await import('../../planning/index.js');
      const only = all ? 'all' : trace;
      const report = await replayTraces(resolve(io.cwd, file), { rule, ...(only === undefined ? {} : { only }) });
      if (json) printJson(io, report);
      else await printReport(io, report);
      if (report.equal < report.trees) finish(exitCodes.failed);
    });
  return command;
}

async function printReport(io: Io, { trees, equal, replayed, differences, compared }: ReplayReport): Promise<void> {
  const { inert } = await import('../../execution/index.js');
  const { table } = await import('../layout.js');
  const columns = [
    { title: 'rule' },
    { title: 'model calls', align: 'right' as const },
    { title: 'differ', align: 'right' as const },
    { title: 'trace' },
  ];
  const rows = replayed.map(each => [each.rule, `${each.modelCalls}`, `${each.differences}`, inert(each.trace)]);
  for (const line of table(columns, rows, widthOf(io, 'stdout'))) print(io, line);
  for (const { trace, what, recorded, found } of differences.slice(0, shownDifferences)) {
    print(io, inert(`${trace}: ${what}: recorded ${JSON.stringify(recorded)}, found ${JSON.stringify(found)}`));
  }
  const more = differences.length - shownDifferences;
  if (more > 0) note(io, `capuchin: ${more} more differences; --json lists all`);
  print(io, `${equal} of ${trees} trees are equal`);
  note(io, `capuchin: compared were ${compared.join('; ')}`);
}
