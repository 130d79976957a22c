import { Command } from 'commander';
import { type Io, note, print, printJson, widthOf } from '../io.js';

export function collectionsCommand(io: Io): Command {
  const command = new Command('collections').description('what has been imported').addHelpText(
    'after',
    `
Examples:
  capuchin collections
  capuchin collections list --json
  capuchin collections remove petstore`,
  );
  command
    .command('list', { isDefault: true })
    .description('every collection with its size and source')
    .option('--json', 'print one JSON object')
    .action(async (flags: { json?: boolean }) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, {});
      try {
        const collections = (await bench.store()).collections();
        if (flags.json) return printJson(io, { collections });
        const { table } = await import('../layout.js');
        const columns = [
          { title: 'name' },
          { title: 'APIs', align: 'right' as const },
          { title: 'importer' },
          { title: 'source' },
        ];
        const rows = collections.map(each => [each.name, String(each.apiCount), each.importer, each.source]);
        for (const line of table(columns, rows, widthOf(io, 'stdout'))) print(io, line);
      } finally {
        await bench.close();
      }
    });
  command
    .command('remove')
    .description('forget a collection and its index')
    .argument('<name>')
    .action(async (name: string) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, {});
      try {
        const store = await bench.store();
        if (!store.remove(name)) {
          const { CapuchinError } = await import('../../base/index.js');
          const known = store.collections().map(each => each.name);
          throw new CapuchinError(
            'not-found',
            `no collection named "${name}"; there are: ${known.join(', ') || 'none'}`,
          );
        }
        await bench.dropIndex(name);
        note(io, `capuchin: ${name} is removed`);
      } finally {
        await bench.close();
      }
    });
  return command;
}
