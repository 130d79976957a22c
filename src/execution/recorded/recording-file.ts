import { existsSync, statSync } from 'node:fs';
import { CapuchinError, isJsonObject, type JsonValue, openJsonlWriter, readJsonl } from '../../base/index.js';
import { isObservation } from './is-observation.js';
import type { Recording } from './recording.js';

const header = { format: 'capuchin-recordings', version: 1 } as const;

export interface RecordingFile {
  /** For `recording`. On the way to the disk when it returns. */
  readonly keep: (recording: Recording) => void;
  /** May be called twice. */
  close(): void;
}

/** Opens a file of recordings to add to, and makes it when there is none. Not fit for two writers at once. */
export function openRecordingFile(path: string): RecordingFile {
  const isNew = !existsSync(path) || statSync(path).size === 0;
  const writer = openJsonlWriter(path, { append: true });
  if (isNew) writer.write(header);
  return { keep: recording => writer.write(recording), close: () => writer.close() };
}

/**
 * Reads a file of recordings in the order they were made. A last line that was cut off by a kill is passed over.
 *
 * @throws CapuchinError `bad-recordings`, naming file and line, for anything else that is no recording.
 */
export async function* readRecordings(path: string): AsyncGenerator<Recording, void, void> {
  let isFirst = true;
  for await (const { line, value } of readJsonl(path, { onTornEnd: () => undefined })) {
    if (isFirst) checkHeader(value, path);
    else yield asRecording(value, `${path}:${line}`);
    isFirst = false;
  }
}

function checkHeader(value: JsonValue, path: string): void {
  const [format, version] = isJsonObject(value) ? [value['format'], value['version']] : [];
  if (format !== header.format) throw new CapuchinError('bad-recordings', `${path} is not a file of recordings`);
  if (version === header.version) return;
  throw new CapuchinError(
    'bad-recordings',
    `${path} has version ${String(version)}; this program reads ${header.version}`,
  );
}

function asRecording(value: JsonValue, place: string): Recording {
  if (!isJsonObject(value)) throw new CapuchinError('bad-recordings', `${place} is no recording`);
  const { api, arguments: args, observation } = value;
  if (typeof api !== 'string' || !isJsonObject(args) || !isObservation(observation)) {
    throw new CapuchinError('bad-recordings', `${place} is no recording; it needs api, arguments and observation`);
  }
  return { api, arguments: args, observation };
}
