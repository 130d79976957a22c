import { Command } from 'commander';
import { type Io, print, printJson, widthOf } from '../io.js';

export function modelsCommand(io: Io): Command {
  return new Command('models')
    .description('how a model is chosen, and which is used now')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  capuchin models
  capuchin ask --model openai:gpt-4.1-mini "…"
  capuchin ask --model openai:qwen3@http://127.0.0.1:11434/v1 "…"`,
    )
    .action(async (flags: { json?: boolean }) => {
      const { openWorkbench } = await import('../workbench.js');
      const { modelProviders } = await import('../../models/index.js');
      const bench = await openWorkbench(io, {});
      try {
        const current = bench.settings.model;
        const providers = Object.entries(modelProviders).map(([name, { selection, needs }]) => ({
          name,
          selection,
          needs,
        }));
        if (flags.json) return printJson(io, { current, providers });
        print(io, `used now: ${current}`);
        print(io);
        const { table } = await import('../layout.js');
        const columns = [{ title: 'provider' }, { title: 'selection' }, { title: 'needs' }];
        const rows = providers.map(each => [each.name, each.selection, each.needs]);
        for (const line of table(columns, rows, widthOf(io, 'stdout'))) print(io, line);
      } finally {
        await bench.close();
      }
    });
}
