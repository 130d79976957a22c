import type { JsonObject } from '../base/index.js';
import { type CacheImportReport, inert, type Provenance, type Recording } from '../execution/index.js';
import { table } from './layout.js';

/** A recording without its reply. */
export interface RecordingRow {
  readonly api: string;
  readonly arguments: JsonObject;
  readonly status: string;
  readonly provenance: Provenance;
}

export function recordingRows(recordings: readonly Recording[]): RecordingRow[] {
  return recordings.map(({ api, arguments: args, observation: { status, provenance } }) => ({
    api,
    arguments: args,
    status,
    provenance,
  }));
}

/** How many there are of each provenance that occurs, in the order of their first. */
export function countsByProvenance(recordings: readonly Recording[]): Partial<Record<Provenance, number>> {
  const counts: Partial<Record<Provenance, number>> = {};
  for (const { observation } of recordings) counts[observation.provenance] = (counts[observation.provenance] ?? 0) + 1;
  return counts;
}

export function recordingLines(recordings: readonly Recording[], columns: number): string[] {
  const titles = [{ title: 'API' }, { title: 'came to' }, { title: 'provenance' }, { title: 'arguments' }];
  const rows = recordingRows(recordings).map(row => [
    inert(row.api),
    row.status,
    row.provenance,
    inert(JSON.stringify(row.arguments)),
  ]);
  return table(titles, rows, columns);
}

const maxListed = 20;

/** What an import of recordings came to, for people. */
export function importReportLines(report: CacheImportReport, collection: string): string[] {
  const { files, entries, recordings, duplicates, misfits, unknown, unreadable } = report;
  return [
    `recordings written, all simulated: ${recordings} (from ${files} files with ${entries} entries)`,
    ...(duplicates === 0 ? [] : [`entries that say a call again in another spelling: ${duplicates}`]),
    ...(misfits === 0 ? [] : [`entries with arguments that their API does not accept: ${misfits}`]),
    ...listed(`files of APIs that ${collection} does not have: ${unknown.length}`, unknown.map(unknownLine)),
    ...listed(
      `could not be read: ${unreadable.length}`,
      unreadable.map(each => `${each.path}: ${each.reason}`),
    ),
  ].map(inert);
}

function unknownLine({ path, id, entries }: CacheImportReport['unknown'][number]): string {
  return `${path} (entries: ${entries}), kept as ${id}`;
}

function listed(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > maxListed ? [`  and ${lines.length - maxListed} more; --json lists all`] : [];
  return [title, ...lines.slice(0, maxListed).map(line => `  ${line}`), ...more];
}
