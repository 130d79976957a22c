import { Command } from 'commander';
import type { LintReport } from '../../catalog/index.js';
import { exitCodes, type Finish } from '../exit-codes.js';
import { coloursFor, type Io, print, printJson, widthOf } from '../io.js';
import { wholeNumber } from '../options.js';

interface LintFlags {
  readonly kind?: string;
  readonly json?: boolean;
  readonly minScore?: number;
  readonly limit?: number;
}

/** Operations shown when no limit is given. */
const shownOperations = 10;

export function lintCommand(io: Io, finish: Finish): Command {
  return new Command('lint')
    .description('tell the author of an API what keeps models from using it')
    .argument('<source>', 'a path, a URL or - for standard input; or the name of a collection')
    .option(
      '-k, --kind <kind>',
      'read the source with this importer (default: openapi, where no collection has the name)',
    )
    .option('--min-score <score>', 'fail when the score is below this', wholeNumber)
    .option('--limit <count>', 'most operations to list, worst first', wholeNumber)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Every operation starts with 100 points and loses some for each finding; the score of the whole is the mean.
docs/lint.md lists the rules and what they cost.

Examples:
  capuchin lint ./openapi.yaml
  capuchin lint ./openapi.yaml --min-score 80 --limit 3
  capuchin lint shop.postman_collection.json --kind postman --json
  capuchin lint toolbox

Exit status: 0 good enough, 1 below --min-score.`,
    )
    .action(async (source: string, flags: LintFlags) => {
      const { openWorkbench } = await import('../workbench.js');
      const bench = await openWorkbench(io, {});
      try {
        const report = await reportOf(source, flags, bench, io);
        const limit = flags.limit ?? (flags.json ? report.operations.length : shownOperations);
        const shown = { ...report, operations: report.operations.slice(0, limit) };
        if (flags.json) printJson(io, { source, ...shown });
        else await printReport(io, source, shown);
        if (report.score < (flags.minScore ?? 0)) finish(exitCodes.failed);
      } finally {
        await bench.close();
      }
    });
}

/** The name of a collection goes before a file of the same name; `--kind` says that a file is meant. */
async function reportOf(
  source: string,
  { kind }: LintFlags,
  bench: Awaited<ReturnType<typeof import('../workbench.js')['openWorkbench']>>,
  io: Io,
): Promise<LintReport> {
  const { importerNamed, lintApis, lintItems } = await import('../../catalog/index.js');
  if (kind === undefined) {
    const store = await bench.store();
    if (store.collection(source) !== undefined) return lintApis(store.apis(source));
  }
  const { documentFetcher } = await import('../../execution/index.js');
  const fetchDocument = documentFetcher({ allowHosts: bench.settings.allowHosts });
  const { artifacts } = bench;
  return lintItems(
    importerNamed(kind ?? 'openapi').read(source, { signal: io.signal, stdin: io.stdin, fetchDocument, artifacts }),
  );
}

async function printReport(io: Io, source: string, report: LintReport): Promise<void> {
  const { inert } = await import('../../execution/index.js');
  const { fitWidth } = await import('../../base/index.js');
  const colours = coloursFor(io, 'stdout');
  /** What documents say stands on one line and sends no control characters to a terminal. */
  const plain = (text: string) => inert(text).replace(/\s+/g, ' ');
  const line = (text: string) => print(io, fitWidth(text, io.stdout.isTTY === true ? widthOf(io, 'stdout') : 400));
  const refused = report.refusedCount === 0 ? '' : `, ${report.refusedCount} refused`;
  print(io, `${colours.bold(`${report.score} of 100`)}  ${source} (${report.operationCount} operations${refused})`);
  if (report.rules.length > 0) print(io);
  for (const { rule, operations, points, advice } of report.rules) {
    line(`${`-${points}`.padStart(8)}  ${rule.padEnd(30)} ${String(operations).padStart(6)}  ${advice}`);
  }
  for (const { title, score, source: place, findings } of report.operations) {
    if (findings.length === 0) continue;
    print(io);
    print(io, `${colours.bold(plain(title))}  ${score}  ${colours.dim(plain(place.pointer ?? place.uri))}`);
    for (const { rule, at, message, points } of findings) {
      line(`${`-${points}`.padStart(6)}  ${rule}: ${plain(message)}${at === undefined ? '' : `  ${plain(at)}`}`);
    }
  }
}
