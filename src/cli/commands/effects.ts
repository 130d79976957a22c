import { Command } from 'commander';
import { type Io, note, print, printJson, widthOf } from '../io.js';

export function effectsCommand(io: Io): Command {
  const command = new Command('effects')
    .description('what calls do to the world, and rules of your own about it')
    .addHelpText(
      'after',
      `
A rule holds for the APIs whose name, or id without the collection, its pattern matches; of several the last one set
holds. Rules stay when the collection is imported again.

Examples:
  capuchin effects
  capuchin effects set toolbox "write_*" irreversible
  capuchin effects rules
  capuchin effects unset toolbox "write_*"`,
    );
  command
    .command('list', { isDefault: true })
    .description('how many APIs of each collection read, can be undone, or cannot')
    .option('--json', 'print one JSON object')
    .action(async (flags: { json?: boolean }) => {
      const { openWorkbench } = await import('../workbench.js');
      const { countEffects } = await import('../effect-rules.js');
      const bench = await openWorkbench(io, {});
      try {
        const rows = countEffects(await bench.store());
        if (flags.json) return printJson(io, { collections: rows });
        const { table } = await import('../layout.js');
        const number = (title: string) => ({ title, align: 'right' as const });
        const columns = [{ title: 'collection' }, ...['read', 'reversible', 'irreversible', 'rules'].map(number)];
        const cells = rows.map(row => [
          row.collection,
          ...[row.read, row.reversible, row.irreversible, row.rules].map(String),
        ]);
        for (const line of table(columns, cells, widthOf(io, 'stdout'))) print(io, line);
      } finally {
        await bench.close();
      }
    });
  command
    .command('rules')
    .description('your rules, in the order they are tried')
    .option('--json', 'print one JSON object')
    .action(async (flags: { json?: boolean }) => {
      const { openWorkbench } = await import('../workbench.js');
      const { allRules } = await import('../effect-rules.js');
      const bench = await openWorkbench(io, {});
      try {
        const rules = allRules(await bench.store());
        if (flags.json) return printJson(io, { rules });
        if (rules.length === 0) return note(io, 'capuchin: no rules; `capuchin effects set` makes one');
        for (const { collection, pattern, effect } of rules) print(io, `${collection}  ${pattern}  ${effect}`);
      } finally {
        await bench.close();
      }
    });
  command
    .command('set')
    .description('say what calls of some APIs do, whatever was derived from their source')
    .argument('<collection>')
    .argument('<pattern>', 'of names, or of ids without the collection; may hold * and ?')
    .argument('<effect>', 'read, reversible or irreversible')
    .action(async (collection: string, pattern: string, effect: string) => {
      const { openWorkbench } = await import('../workbench.js');
      const { setEffect } = await import('../effect-rules.js');
      const bench = await openWorkbench(io, {});
      try {
        const count = setEffect(await bench.store(), collection, pattern, effect);
        note(io, `capuchin: ${count} ${count === 1 ? 'API is' : 'APIs are'} ${effect} now`);
        if (effect === 'read') note(io, 'capuchin: their calls run without asking');
      } finally {
        await bench.close();
      }
    });
  command
    .command('unset')
    .description('forget a rule')
    .argument('<collection>')
    .argument('<pattern>', 'as it was set')
    .action(async (collection: string, pattern: string) => {
      const { openWorkbench } = await import('../workbench.js');
      const { unsetEffect } = await import('../effect-rules.js');
      const bench = await openWorkbench(io, {});
      try {
        unsetEffect(await bench.store(), collection, pattern);
        note(io, `capuchin: the rule for ${pattern} is forgotten`);
      } finally {
        await bench.close();
      }
    });
  return command;
}
