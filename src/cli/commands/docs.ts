import { Command } from 'commander';
import type { AboutFlags } from '../add-documentation.js';
import { exitCodes, type Finish } from '../exit-codes.js';
import { type Io, note, print, printJson, widthOf } from '../io.js';

const shownRefusals = 5;

export function docsCommand(io: Io, finish: Finish): Command {
  const command = new Command('docs').description('documentation of APIs: add, list, remove').addHelpText(
    'after',
    `
Documentation is searched by passage with \`capuchin search --docs\`, and is evidence for the APIs that it is about.

Examples:
  capuchin docs add ./docs --collection stripe
  capuchin docs add manual.pdf --tool refunds
  capuchin docs
  capuchin docs remove ./docs
  capuchin search --docs "how long do refunds take"`,
  );
  command.addCommand(addCommand(io, finish));
  command.addCommand(listCommand(io), { isDefault: true });
  command.addCommand(removeCommand(io));
  return command;
}

/** Heavy modules are loaded when a command runs. */
async function opened(io: Io) {
  const { openWorkbench } = await import('../workbench.js');
  const { documentationPath } = await import('../documented.js');
  const bench = await openWorkbench(io, {});
  return { bench, path: documentationPath(bench) };
}

function addCommand(io: Io, finish: Finish): Command {
  return new Command('add')
    .description('read files of documentation, or read them again')
    .argument('<sources...>', 'Markdown, HTML, text, PDF or OpenAPI files, or folders of them (not of OpenAPI)')
    .option('-c, --collection <name>', 'the collection that they are about')
    .option('--api <api>', 'the one API that they are about')
    .option('--tool <name>', 'the tool that they are about, such as one OpenAPI document')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Files that are there unchanged are not read again, so that an interrupted command can be given again. Of an OpenAPI
document the long descriptions are read whole. PDF files need the package unpdf.

Examples:
  capuchin docs add ./docs --collection stripe
  capuchin docs add limits.md --api post_refunds`,
    )
    .action(async (sources: string[], flags: AboutFlags & { readonly json?: boolean }) => {
      const { aboutOf, addDocumentation } = await import('../add-documentation.js');
      const { openDocumentationStore } = await import('../../retrieval/index.js');
      const { bench, path } = await opened(io);
      try {
        const about = await aboutOf(bench, flags);
        const documentation = openDocumentationStore(path, { now: io.now });
        try {
          const store = await bench.store();
          const report = await addDocumentation(sources, about, { io, store, documentation });
          const { added, changed, unchanged, passages, refused } = report;
          if (flags.json) printJson(io, report);
          else print(io, `${added} added, ${changed} changed, ${unchanged} unchanged; ${passages} new passages`);
          for (const each of refused.slice(0, shownRefusals)) note(io, `refused ${each.reason}`);
          if (refused.length > shownRefusals)
            note(io, `… and ${refused.length - shownRefusals} more; --json lists them`);
          if (refused.length > 0 && added + changed + unchanged === 0) finish(exitCodes.failed);
        } finally {
          documentation.close();
        }
      } finally {
        await bench.close();
      }
    });
}

function listCommand(io: Io): Command {
  return new Command('list')
    .description('every file with what it is about')
    .option('--json', 'print one JSON object')
    .action(async (flags: { json?: boolean }) => {
      const { documentationStoreAt } = await import('../../retrieval/index.js');
      const { subject } = await import('../passage-lines.js');
      const { bench, path } = await opened(io);
      try {
        const documentation = documentationStoreAt(path);
        const entries = documentation?.entries() ?? [];
        documentation?.close();
        if (flags.json) return printJson(io, { documentation: entries });
        if (entries.length === 0) return note(io, 'capuchin: none yet; see: capuchin docs add --help');
        const { table } = await import('../layout.js');
        const { inert } = await import('../../execution/index.js');
        const columns = [
          { title: 'title' },
          { title: 'passages', align: 'right' as const },
          { title: 'about' },
          { title: 'file' },
        ];
        const rows = entries.map(({ title, passageCount, about, path: file }) => [
          inert(title),
          String(passageCount),
          subject(about) || '–',
          file,
        ]);
        for (const line of table(columns, rows, Math.max(100, widthOf(io, 'stdout')))) print(io, line);
      } finally {
        await bench.close();
      }
    });
}

function removeCommand(io: Io): Command {
  return new Command('remove')
    .description('forget files, or all files of folders')
    .argument('<paths...>', 'as `capuchin docs` lists them, or relative')
    .action(async (paths: string[]) => {
      const { resolve } = await import('node:path');
      const { CapuchinError, nearest } = await import('../../base/index.js');
      const { documentationStoreAt } = await import('../../retrieval/index.js');
      const { bench, path } = await opened(io);
      const documentation = documentationStoreAt(path);
      try {
        for (const each of paths) {
          const count = documentation?.remove(resolve(io.cwd, each)) ?? 0;
          if (count > 0) {
            note(io, `capuchin: ${count === 1 ? `${each} is` : `${count} files of ${each} are`} removed`);
            continue;
          }
          const known = documentation?.entries().map(entry => entry.path) ?? [];
          const [near] = nearest(resolve(io.cwd, each), known, 1);
          const advice = near === undefined ? '`capuchin docs` lists what there is' : `did you mean ${near}?`;
          throw new CapuchinError('not-found', `${each} is no documentation that was added; ${advice}`);
        }
      } finally {
        documentation?.close();
        await bench.close();
      }
    });
}
