import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { CapuchinError, messageOf } from '../errors.js';

export interface JsonlWriter {
  readonly path: string;
  /** Hands one row to the operating system before it returns: a process killed later loses nothing of it. */
  write(value: unknown): void;
  /** Waits until the disk has everything, so that a power cut loses nothing either. */
  sync(): void;
  /** May be called twice. */
  close(): void;
}

export interface JsonlWriterOptions {
  /**
   * Goes on after the last row of the file. A last line that was cut off by a kill is removed; one that only lacks its
   * line end gets it. Otherwise the file is emptied.
   */
  readonly append?: boolean;
}

/**
 * Writes one JSON value a line, each with a single call, so that a killed process leaves at most one torn line, the
 * last. Makes the folder when it is missing. One writer a file.
 *
 * @throws CapuchinError `unwritable-file`.
 */
export function openJsonlWriter(path: string, { append = false }: JsonlWriterOptions = {}): JsonlWriter {
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (thrown) {
      throw new CapuchinError('unwritable-file', `cannot write ${path}: ${messageOf(thrown)}`, { cause: thrown });
    }
  };
  let descriptor: number | undefined = attempt(() => {
    mkdirSync(dirname(path), { recursive: true });
    const opened = openSync(path, append ? 'a+' : 'w');
    if (append) mendEnd(opened);
    return opened;
  });
  const open = () => {
    if (descriptor === undefined) throw new CapuchinError('unwritable-file', `${path} is closed`);
    return descriptor;
  };

  return {
    path,
    write(value) {
      const text: string | undefined = JSON.stringify(value);
      if (text === undefined) throw new CapuchinError('not-json', `${typeof value} cannot be a row of ${path}`);
      attempt(() => writeWhole(open(), `${text}\n`));
    },
    sync: () => attempt(() => fsyncSync(open())),
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  // One call writes it all, but for a disk that fills up or a signal in between.
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

function mendEnd(descriptor: number): void {
  const size = fstatSync(descriptor).size;
  const tail = readLastLine(descriptor, size);
  if (tail.length === 0) return;
  if (isJson(tail.toString('utf8'))) writeWhole(descriptor, '\n');
  else ftruncateSync(descriptor, size - tail.length);
}

/** What follows the last line end, read backwards in growing pieces. */
function readLastLine(descriptor: number, size: number): Buffer {
  for (let length = 4096; ; length *= 4) {
    const bytes = Buffer.alloc(Math.min(length, size));
    readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    const newline = bytes.lastIndexOf(0x0a);
    if (newline !== -1) return bytes.subarray(newline + 1);
    if (bytes.length === size) return bytes;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // that it does not parse is the answer
  }
}
