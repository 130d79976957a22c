import { resolve } from 'node:path';
import { Command } from 'commander';
import { type Io, note, print, printJson, widthOf } from '../io.js';
import { wholeNumber } from '../options.js';

export function recordingsCommand(io: Io): Command {
  const command = new Command('recordings').description('files of calls that were made or simulated').addHelpText(
    'after',
    `
Examples:
  capuchin recordings list calls.jsonl
  capuchin recordings list calls.jsonl --json
  capuchin recordings import ./tool_response_cache --out cache.jsonl --collection toolbench`,
  );
  command
    .command('list')
    .description('the calls of a file, in order')
    .argument('<file>', 'written by ask --record, or by recordings import')
    .option('-n <count>', 'how many', wholeNumber, 50)
    .option('--json', 'print one JSON object')
    .action(async (path: string, flags: { n: number; json?: boolean }) => {
      const { readCassette } = await import('../../execution/index.js');
      const { countsByProvenance, recordingLines, recordingRows } = await import('../recording-lines.js');
      const { holds, recordings } = await readCassette(resolve(io.cwd, path));
      const counts = countsByProvenance(recordings);
      const shown = recordings.slice(0, flags.n);
      if (flags.json) return printJson(io, { path, holds, counts, recordings: recordingRows(shown) });
      for (const line of recordingLines(shown, widthOf(io, 'stdout'))) print(io, line);
      const each = Object.entries(counts).map(([provenance, count]) => `${count} ${provenance}`);
      const more = recordings.length > shown.length ? `; the first ${shown.length} are shown, -n shows more` : '';
      note(io, `capuchin: ${recordings.length} recordings (${each.join(', ') || 'none'})${more}`);
    });
  command
    .command('import')
    .description('turn a cache folder as StableToolBench keeps it into a file of recordings')
    .argument('<folder>', 'holds <category>/<tool>_for_<category>/<api>.json')
    .requiredOption('--out <file>', 'where to write; added to when it is there')
    .option('--collection <name>', 'the imported ToolBench collection whose APIs these are', 'toolbench')
    .option('--json', 'print one JSON object')
    .action(async (folder: string, flags: { out: string; collection: string; json?: boolean }) => {
      const { importRecordings } = await import('../import-recordings.js');
      const report = await importRecordings(io, folder, flags);
      if (flags.json) return printJson(io, report);
      const { importReportLines } = await import('../recording-lines.js');
      for (const line of importReportLines(report, flags.collection)) print(io, line);
    });
  return command;
}
