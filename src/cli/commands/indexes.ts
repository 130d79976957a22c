import { Command } from 'commander';
import { exitCodes, type Finish } from '../exit-codes.js';
import { type Io, note, print, printJson, widthOf } from '../io.js';

export function indexCommand(io: Io, finish: Finish): Command {
  const command = new Command('index').description('search indexes: build, show, verify, merge').addHelpText(
    'after',
    `
Indexes are made when a search first needs them, so that none of this is needed. Without names, all collections are meant.

Examples:
  capuchin index
  capuchin index build
  capuchin index verify stripe
  capuchin index merge stripe`,
  );
  command.addCommand(infoCommand(io), { isDefault: true });
  command.addCommand(buildCommand(io));
  command.addCommand(verifyCommand(io, finish));
  command.addCommand(mergeCommand(io));
  return command;
}

interface JsonFlag {
  readonly json?: boolean;
}

/** Heavy modules are loaded when a command runs. */
async function opened(io: Io, flags: object = {}) {
  const { openWorkbench } = await import('../workbench.js');
  return openWorkbench(io, flags);
}

function infoCommand(io: Io): Command {
  return new Command('info')
    .description('what each index holds, and whether it is up to date')
    .argument('[collections...]')
    .option('--json', 'print one JSON object')
    .action(async (names: string[], { json }: JsonFlag) => {
      const bench = await opened(io);
      try {
        const { indexInfo } = await import('../index-files.js');
        const { infoLines } = await import('../index-lines.js');
        const indexes = await indexInfo(bench, names);
        if (json) return printJson(io, { indexes });
        for (const line of infoLines(indexes, Math.max(100, widthOf(io, 'stdout')))) print(io, line);
      } finally {
        await bench.close();
      }
    });
}

function buildCommand(io: Io): Command {
  return new Command('build')
    .description('make indexes now that the first search would make, and bring old ones up to date')
    .argument('[collections...]')
    .option('--retriever <name>', 'make what this retriever needs besides')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nWhoever interrupts it keeps the indexes that are done.')
    .action(async (names: string[], { json, ...flags }: JsonFlag & { readonly retriever?: string }) => {
      const bench = await opened(io, flags);
      try {
        const { buildIndexes } = await import('../index-files.js');
        const indexes = await buildIndexes(io, bench, names);
        if (json) return printJson(io, { indexes });
        for (const { collection, made, content } of indexes) {
          print(io, `${collection}: ${made ? 'made' : 'up to date'}, ${content?.documents ?? 0} APIs`);
        }
      } finally {
        await bench.close();
      }
    });
}

function verifyCommand(io: Io, finish: Finish): Command {
  return new Command('verify')
    .description('check the files, and that they hold the APIs of the catalog and no others')
    .argument('[collections...]')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExit status: 0 all is well, 1 it is not.')
    .action(async (names: string[], { json }: JsonFlag) => {
      const bench = await opened(io);
      try {
        const { isSound, verifyIndexes } = await import('../index-files.js');
        const { faultLine } = await import('../index-lines.js');
        const indexes = await verifyIndexes(bench, names);
        const bad = indexes.filter(each => !isSound(each));
        if (json) printJson(io, { indexes: indexes.map(each => ({ ...each, sound: isSound(each) })) });
        else for (const each of indexes) print(io, faultLine(each));
        if (bad.length === 0) return;
        note(
          io,
          `capuchin: to mend it, run: capuchin index build ${bad.map(({ collection }) => collection).join(' ')}`,
        );
        finish(exitCodes.failed);
      } finally {
        await bench.close();
      }
    });
}

function mergeCommand(io: Io): Command {
  return new Command('merge')
    .description('make one segment of many, without what is gone')
    .argument('[collections...]')
    .option('--json', 'print one JSON object')
    .action(async (names: string[], { json }: JsonFlag) => {
      const bench = await opened(io);
      try {
        const { mergeIndexes } = await import('../index-files.js');
        const indexes = await mergeIndexes(io, bench, names);
        if (json) return printJson(io, { indexes });
        for (const { collection, merged, bytesBefore, bytes } of indexes) {
          print(io, `${collection}: ${merged ? `${bytesBefore} bytes became ${bytes}` : 'nothing to merge'}`);
        }
      } finally {
        await bench.close();
      }
    });
}
