import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { type Io, note, print, printJson, widthOf } from '../io.js';

export function configCommand(io: Io): Command {
  return new Command('config')
    .description('every setting, its value and where that comes from')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
A value comes from, in this order: a flag, the environment, capuchin.config.{json,ts,mts,js,mjs} in this folder or one
above, the same file in the user's configuration folder, the default. A .ts or .js file is code and runs.

Examples:
  capuchin config
  CAPUCHIN_MODEL=openai:gpt-4.1-mini capuchin config --json`,
    )
    .action(async (flags: { json?: boolean }) => {
      const { folders } = await import('../../base/index.js');
      const { settingRows, strangeVariables } = await import('../settings.js');
      const { keptRetriever } = await import('../retriever-weights.js');
      const places = folders(io);
      const rows = await settingRows(io, places);
      const trained = Object.values(keptRetriever(places)).filter(path => existsSync(path));
      if (flags.json) {
        const settings = Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest]));
        return printJson(io, { settings, folders: places, trained });
      }
      const { table } = await import('../layout.js');
      const columns = [{ title: 'setting' }, { title: 'value' }, { title: 'from' }, { title: 'variable' }];
      const cells = rows.map(({ name, shown, origin, where, variable }) => [name, shown, where || origin, variable]);
      for (const line of table(columns, cells, widthOf(io, 'stdout'))) print(io, line);
      print(io);
      for (const [name, path] of Object.entries(places)) print(io, `${name.padEnd(7)} ${path}`);
      for (const path of trained) print(io, `trained ${path}`);
      for (const variable of strangeVariables(io.env)) note(io, `capuchin: ${variable} is no setting`);
    });
}
