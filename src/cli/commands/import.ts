import { Command } from 'commander';
import { exitCodes, type Finish } from '../exit-codes.js';
import { type Io, note, print, printJson } from '../io.js';

interface ImportFlags {
  readonly collection?: string;
  readonly json?: boolean;
}

/** Refusals shown one by one; the rest are counted. `--json` has them all. */
const shownRefusals = 5;

export function importCommand(io: Io, finish: Finish): Command {
  return new Command('import')
    .description('read API descriptions into a collection')
    .argument('<kind>', 'functions, openapi, toolbench or apibench')
    .argument('<source>', 'a path, a URL or - for standard input, as the kind allows')
    .option('-c, --collection <name>', 'name of the collection (default: made from the source)')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Kinds:
  functions   builtin:toolbox, or a .js, .mjs or .ts module that exports functions with a schema (its code runs)
  openapi     an OpenAPI 2.0, 3.0 or 3.1 document, JSON or YAML
  toolbench   a ToolBench apis.jsonl, or a folder of <Category>/<tool>.json
  apibench    an APIBench <hub>_api.jsonl

Importing again replaces the collection: what is the same stays, and the report says what was added, changed and removed.

Examples:
  capuchin import openapi ./petstore.yaml
  capuchin import openapi https://example.com/openapi.json --collection example
  capuchin import toolbench ./apis.jsonl --collection toolbench
  capuchin import functions ./my-functions.ts`,
    )
    .action(async (kind: string, source: string, flags: ImportFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, {});
      try {
        const report = await bench.import(kind, source, flags.collection);
        if (flags.json) printJson(io, report);
        else {
          const { collection, added, changed, unchanged, removed, refused, warnings } = report;
          print(
            io,
            `${collection.name}: ${collection.apiCount} APIs (${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed)`,
          );
          for (const each of refused.slice(0, shownRefusals)) {
            note(io, `refused ${[each.source.uri, each.source.pointer].join(' ').trim()}: ${each.reason}`);
          }
          if (refused.length > shownRefusals)
            note(io, `… and ${refused.length - shownRefusals} more; --json lists them`);
          if (warnings.length > 0) note(io, `${warnings.length} warnings; --json lists them`);
        }
        if (report.collection.apiCount === 0) finish(exitCodes.failed);
      } finally {
        await bench.close();
      }
    });
}
