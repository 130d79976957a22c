import { Command } from 'commander';
import { type Io, note, print, printJson } from '../io.js';

interface EvalBfclAstFlags {
  readonly cases: string;
  readonly data?: string;
  readonly verdicts?: string;
  readonly json?: boolean;
}

export function evalBfclAstCommand(io: Io): Command {
  return new Command('bfcl-ast')
    .description("compare the checker of calls with the leaderboard's own verdicts")
    .requiredOption('--cases <file>', 'JSONL rows with id, category, output or decoded, valid and error_type')
    .option('--data <folder>', 'where the tests are; beside the cases when left out')
    .option('--verdicts <file>', 'write the verdict of every case as JSONL')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Example:
  capuchin eval bfcl-ast --cases ./bfcl/ast-conformance.dev.jsonl --json`,
    )
    .action(async ({ cases, data, verdicts, json }: EvalBfclAstFlags) => {
      const [{ openJsonlWriter }, { checkBfclCases }] = await Promise.all([
        import('../../base/index.js'),
        import('../../evaluation/index.js'),
      ]);
      const writer = verdicts === undefined ? undefined : openJsonlWriter(verdicts);
      try {
        const report = await checkBfclCases({
          cases,
          ...(data === undefined ? {} : { folder: data }),
          onVerdict: verdict => writer?.write(verdict),
        });
        if (json) return printJson(io, report);
        print(io, `${report.equal} of ${report.cases} cases are judged alike`);
        for (const { line, id, case: kind, error_type: ours, expected } of report.differences.slice(0, shown)) {
          print(io, `line ${line}, ${id} (${kind}): ${ours ?? 'right'}; expected ${expected.error_type ?? 'right'}`);
        }
        const more = report.differences.length - shown;
        if (more > 0) note(io, `capuchin: ${more} more differences; --json lists all`);
      } finally {
        writer?.close();
      }
    });
}

const shown = 20;
