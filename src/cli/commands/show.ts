import { Command } from 'commander';
import { type Io, print, printJson } from '../io.js';

export function showCommand(io: Io): Command {
  return new Command('show')
    .description('everything that is known of one API')
    .argument('<api>', 'its name or id')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExamples:\n  capuchin show ascii_art\n  capuchin show toolbox/ascii-art/ascii_art --json')
    .action(async (name: string, flags: { json?: boolean }) => {
      const { apiLines } = await import('../api-lines.js');
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, {});
      try {
        const api = await bench.api(name);
        if (flags.json) printJson(io, api);
        else for (const line of apiLines(api, io)) print(io, line);
      } finally {
        await bench.close();
      }
    });
}
