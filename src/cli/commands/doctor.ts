import { Command } from 'commander';
import { exitCodes, type Finish } from '../exit-codes.js';
import { coloursFor, type Io, print, printJson } from '../io.js';

export function doctorCommand(io: Io, finish: Finish): Command {
  return new Command('doctor')
    .description('what works on this machine, and how to get the rest')
    .option('--quick', 'do not measure the model that runs in this process')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExamples:\n  capuchin doctor\n  capuchin doctor --quick --json\n\nExit status: 0 unless something is broken.',
    )
    .action(async (flags: { quick?: boolean; json?: boolean }) => {
      const { openWorkbench } = await import('../workbench.js');
      const { diagnose } = await import('../diagnose.js');
      const { measureModel, measurementLines } = await import('../measure-model.js');
      const bench = await openWorkbench(io, {});
      try {
        const colours = coloursFor(io, 'stdout');
        const marks = { ok: colours.green('✓'), missing: colours.yellow('–'), broken: colours.red('✗') };
        const findings = [];
        for await (const finding of diagnose(io, bench)) {
          findings.push(finding);
          if (flags.json) continue;
          print(io, `${marks[finding.state]} ${finding.what}: ${finding.detail}`);
          if (finding.advice !== undefined) print(io, `    ${finding.advice}`);
        }
        const measured = flags.quick ? undefined : await measureModel(io, bench);
        if (flags.json) printJson(io, { findings, ...(measured === undefined ? {} : { measured }) });
        else if (measured !== undefined) for (const line of measurementLines(measured)) print(io, line);
        if (findings.some(({ state }) => state === 'broken')) finish(exitCodes.failed);
      } finally {
        await bench.close();
      }
    });
}
