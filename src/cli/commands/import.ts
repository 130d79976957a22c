import { Command } from 'commander';
import type { ImportReport } from '../../catalog/index.js';
import { exitCodes, type Finish } from '../exit-codes.js';
import { type Io, note, print, printJson } from '../io.js';
import { commaSeparated } from '../options.js';

interface ImportFlags {
  readonly collection?: string;
  readonly again?: boolean;
  readonly trustAnnotations?: boolean;
  readonly allowHosts?: readonly string[];
  readonly json?: boolean;
}

/** Refusals shown one by one; the rest are counted. `--json` has them all. */
const shownRefusals = 5;

export function importCommand(io: Io, finish: Finish): Command {
  return new Command('import')
    .description('read API descriptions into a collection')
    .argument('<kind>', 'what the source is; see below')
    .argument('[source]', 'a path, a URL or - for standard input, as the kind allows')
    .option('-c, --collection <name>', 'name of the collection (default: made from the source)')
    .option('--again', 'read every document, also those that did not change')
    .option('--trust-annotations', 'mcp: tools that their server says only read need no approval')
    .option('--allow-hosts <hosts>', 'private hosts that may be reached, with commas in between', commaSeparated)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Kinds:
  functions    builtin:toolbox, or a .js, .mjs or .ts module that exports functions with a schema (its code runs)
  openapi      OpenAPI 2.0, 3.0 or 3.1 documents, JSON or YAML: a path, folder, quoted pattern or URL
  apis-guru    the whole APIs.guru directory, 2,639 documents (fetched when no source is named)
  postman      a Postman collection, v2.1 or v2.0
  replicate    the public models of Replicate (fetched when no source is named)
  huggingface  inference on the tasks and suggested models of Hugging Face (fetched when no source is named)
  toolbench    a ToolBench apis.jsonl, or a folder of <Category>/<tool>.json
  apibench     an APIBench <hub>_api.jsonl
  bfcl         tests or function documents of BFCL, one a line, or a folder of test files
  sealtools    a file of Seal-Tools API documents, one a line
  metatool     a MetaTool .json of tool names with their descriptions
  mcp          a command that starts an MCP server (it runs), the address of one, or mcp.json or mcp.json#name

Importing again replaces the collection: what is the same stays, and the report says what was added, changed and removed.
An import of many documents that is interrupted keeps those that are done, and the same command goes on from there.

Examples:
  capuchin import openapi ./petstore.yaml
  capuchin import openapi https://example.com/openapi.json --collection example
  capuchin import openapi "./specs/**/*.yaml" --collection ours
  capuchin import apis-guru --json
  capuchin import toolbench ./apis.jsonl --collection toolbench
  capuchin import functions ./my-functions.ts
  capuchin import mcp "node ./notes-server.mjs"`,
    )
    .action(async (kind: string, source: string | undefined, flags: ImportFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, flags);
      try {
        const startedMs = performance.now();
        const report = await bench.import(kind, source, flags);
        const seconds = secondsSince(startedMs);
        // Made now, while the user expects to wait, and not at the first search.
        const indexStartedMs = performance.now();
        await bench.retriever([report.collection.name]);
        const indexSeconds = secondsSince(indexStartedMs);
        if (flags.json) printJson(io, importFigures(report, seconds, indexSeconds));
        else {
          const { collection, documents, added, changed, unchanged, removed, refused, warnings } = report;
          print(
            io,
            `${collection.name}: ${collection.apiCount} APIs${documents.found > 1 ? ` of ${documents.found} documents` : ''} (${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed)`,
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

function secondsSince(startedMs: number): number {
  return Math.round(performance.now() - startedMs) / 1_000;
}

/** What `--json` prints: the figures first, then what became of the collection. */
function importFigures(report: ImportReport, seconds: number, indexSeconds: number) {
  const { collection, documents, refused, warnings, ...changes } = report;
  const listed = refused.map(({ source, reason }) => ({ pointer: `${source.uri}${source.pointer ?? ''}`, reason }));
  return {
    documents: documents.found,
    operations: { found: collection.apiCount + refused.length, imported: collection.apiCount, refused: listed },
    seconds,
    indexSeconds,
    peakMemoryMB: Math.round((process.resourceUsage().maxRSS * 1_024) / 1_000_000),
    collection,
    ...changes,
    unchangedDocuments: documents.unchanged,
    removedDocuments: documents.removed,
    warnings,
  };
}
