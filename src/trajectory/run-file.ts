import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CapuchinError, isJsonObject, type JsonlWriter, openJsonlWriter, readJsonl } from '../base/index.js';
import type { RecordedEvent, RunEvent, RunStart } from './event.js';

/** Writes the events of one run, each before the next one happens. */
export interface RunFile {
  readonly path: string;
  /**
   * On the file when it returns; pieces of text are left out, since the reply they make follows whole. An event taken over
   * from another run keeps its time.
   */
  write(event: RunEvent | RecordedEvent): RecordedEvent;
  /** On the disk when it returns. */
  sync(): void;
  /** Syncs and closes; safe to call twice. */
  close(): void;
}

/** Creates the file of a run; throws `run-exists` rather than write over another run. */
export function createRunFile(path: string, now: () => number): RunFile {
  if (existsSync(path)) throw new CapuchinError('run-exists', `${path} is there already; a run is never written over`);
  return runFile(openJsonlWriter(path), now, 0);
}

/**
 * Goes on with the file of a run after the last of its events, as `readRun` gave them: what is left of a line that was torn
 * is removed.
 */
export function continueRunFile(path: string, now: () => number, events: readonly RecordedEvent[]): RunFile {
  return runFile(openJsonlWriter(path, { append: true }), now, (events.at(-1)?.seq ?? -1) + 1);
}

/** A file that is not touched before something is written to it. */
export function openedWhenWritten(path: string, open: () => RunFile): RunFile {
  let file: RunFile | undefined;
  return {
    path,
    write(event) {
      file ??= open();
      return file.write(event);
    },
    sync: () => file?.sync(),
    close: () => file?.close(),
  };
}

function runFile(writer: JsonlWriter, now: () => number, firstSeq: number): RunFile {
  let seq = firstSeq;
  let closed = false;
  return {
    path: writer.path,
    write(event) {
      const recorded = { ...event, seq, at: 'at' in event ? event.at : now() };
      if (event.type === 'text-delta') return recorded;
      seq += 1;
      writer.write(recorded);
      return recorded;
    },
    sync: () => writer.sync(),
    close() {
      if (closed) return;
      closed = true;
      writer.sync();
      writer.close();
    },
  };
}

/** Passes events on, each written to the file before it is seen; closes the file when the run ends or is left. */
export async function* recordRun<R>(
  events: AsyncGenerator<RunEvent | RecordedEvent, R, void>,
  file: RunFile,
): AsyncGenerator<RecordedEvent, R, void> {
  try {
    for (;;) {
      const next = await events.next();
      if (next.done) return next.value;
      yield file.write(next.value);
    }
  } finally {
    // Leaving early must also stop the run itself.
    await events.return?.(undefined as R);
    file.close();
  }
}

/**
 * The events of a run file, in order. The torn last line of a killed process is left out; anything else that is not an
 * event throws `bad-run-file`, as does a format or version this code does not know.
 */
export async function readRun(path: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const { line, value } of readJsonl(path, { onTornEnd: leaveOut })) {
    if (!isJsonObject(value) || typeof value['type'] !== 'string') {
      throw new CapuchinError('bad-run-file', `${path}:${line}: an event was expected`);
    }
    if (events.length === 0) checkFormat(path, value as unknown as RunStart);
    events.push(value as unknown as RecordedEvent);
  }
  if (events.length === 0) throw new CapuchinError('bad-run-file', `${path}: no event was written`);
  return events;
}

/** A process that was killed while it wrote leaves half a line; what it stood for did not finish. */
function leaveOut(): void {}

function checkFormat(path: string, first: RunStart): void {
  if (first.type === 'run-start' && first.format === 'capuchin-run' && first.version === 1) return;
  const found = first.type === 'run-start' ? `${first.format} version ${first.version}` : `"${first.type}"`;
  throw new CapuchinError('bad-run-file', `${path}: capuchin-run version 1 was expected, ${found} was found`);
}

/** Paths of a folder's run files, newest first (run ids begin with their date). Empty when there is no such folder. */
export async function listRunFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names
    .filter(name => name.endsWith('.jsonl'))
    .sort((a, b) => (a < b ? 1 : -1))
    .map(name => join(folder, name));
}

/** An id that sorts by date, to the millisecond: `20260131-235959-x7k2`. `random` gives numbers in [0, 1). */
export function makeRunId(at: number, random: () => number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split(/[T.]/);
  const milliseconds = (Math.trunc(at) % 1_000).toString(36).padStart(2, '0');
  const tail = Array.from({ length: 2 }, () => Math.floor(random() * 36).toString(36)).join('');
  return `${date.replaceAll('-', '')}-${time.replaceAll(':', '')}-${milliseconds}${tail}`;
}
