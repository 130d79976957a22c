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
  capuchin ask --model llama:base "…"
  capuchin ask --model openai:gpt-4.1-mini "…"
  capuchin ask --model openai:qwen3@http://127.0.0.1:11434/v1 "…"`,
    )
    .action(async (flags: { json?: boolean }) => {
      const { openWorkbench } = await import('../workbench.js');
      const { localModels, modelProviders } = await import('../../models/index.js');
      const { adapterInUse } = await import('../kept-adapter.js');
      const bench = await openWorkbench(io, {});
      try {
        const current = bench.settings.model;
        const providers = Object.entries(modelProviders).map(([name, { selection, needs }]) => ({
          name,
          selection,
          needs,
        }));
        const local = localModels(await adapterInUse(io, bench)).map(
          ({ name, description, file, adapterPath, choose }) => ({
            selection: `llama:${name}`,
            description,
            fileName: file.fileName,
            adapterPath: adapterPath ?? null,
            choose,
          }),
        );
        if (flags.json) return printJson(io, { current, providers, local });
        print(io, `used now: ${current}`);
        print(io);
        const { table } = await import('../layout.js');
        const columns = [{ title: 'provider' }, { title: 'selection' }, { title: 'needs' }];
        const rows = providers.map(each => [each.name, each.selection, each.needs]);
        const width = widthOf(io, 'stdout');
        for (const line of table(columns, rows, width)) print(io, line);
        print(io);
        const here = local.map(({ selection, description }) => [selection, description]);
        for (const line of table([{ title: 'in this process' }, { title: 'what it is' }], here, width)) print(io, line);
      } finally {
        await bench.close();
      }
    });
}
