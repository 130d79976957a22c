import { Command } from 'commander';
import { type Io, print, printJson } from '../io.js';

interface ShowFlags {
  readonly as?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

export function showCommand(io: Io): Command {
  return new Command('show')
    .description('everything that is known of one API, or how models and programs are told of it')
    .argument('<api>', 'its name or id')
    .option('--as <view>', 'signature, short, full, openai, anthropic, mcp, openapi or curl')
    .option('--strict', "with --as openai: in the part of JSON Schema that OpenAI's strict mode allows")
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  capuchin show ascii_art
  capuchin show toolbox/ascii-art/ascii_art --json
  capuchin show ascii_art --as openai --strict`,
    )
    .action(async (name: string, flags: ShowFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, {});
      try {
        const api = await bench.api(name);
        if (flags.as !== undefined) {
          const { apiView } = await import('../api-views.js');
          const view = await apiView(api, flags.as, { strict: flags.strict === true });
          if (typeof view !== 'string') printJson(io, view);
          else if (flags.json) printJson(io, { id: api.id, name: api.name, view: flags.as, text: view });
          else print(io, view);
        } else if (flags.json) printJson(io, api);
        else {
          const { apiLines } = await import('../api-lines.js');
          for (const line of apiLines(api, io)) print(io, line);
        }
      } finally {
        await bench.close();
      }
    });
}
