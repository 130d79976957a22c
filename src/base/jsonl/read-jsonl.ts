import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { CapuchinError, messageOf } from '../errors.js';
import type { JsonValue } from '../json.js';
import { jsonFault } from './json-fault.js';
import { readLines } from './read-lines.js';

export interface JsonlRow {
  /** Counted from 1; empty lines count and give no row. */
  readonly line: number;
  readonly value: JsonValue;
}

export interface BadRow {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** A line that is not JSON. */
export class BadJsonlRow extends CapuchinError implements BadRow {
  override readonly name = 'BadJsonlRow';
  constructor(
    readonly file: string,
    readonly line: number,
    readonly reason: string,
  ) {
    super('bad-jsonl-row', `${file}:${line}: ${reason}`);
  }
}

export interface ReadJsonlOptions {
  /** What messages call the source; the path when it is one. */
  readonly name?: string;
  /** Is told of a bad row, and the reading goes on. Without it a bad row throws. */
  readonly onBadRow?: (row: BadRow) => void;
  /**
   * Is told of a last line that was cut off (no line end, not JSON), as a killed writer leaves it. Without it such a line
   * is a bad row.
   */
  readonly onTornEnd?: (row: BadRow) => void;
  /** A longer line is a bad row; it is skipped without being held in memory. */
  readonly maxLineBytes?: number;
  readonly signal?: AbortSignal;
}

/**
 * The values of a file or stream with one JSON value a line, read piece by piece. A byte order mark, `\r\n` and a missing
 * last line end are accepted.
 *
 * @throws BadJsonlRow naming file and line; CapuchinError `unreadable-file`.
 */
export async function* readJsonl(
  source: string | AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  options: ReadJsonlOptions = {},
): AsyncGenerator<JsonlRow, void, undefined> {
  const isPath = typeof source === 'string';
  const file = options.name ?? (isPath ? source : 'stream');
  const { maxLineBytes = 64 * 2 ** 20, onBadRow, onTornEnd, signal } = options;
  const chunks = isPath ? readFileChunks(source) : source;

  for await (const { line, bytes, ended } of readLines(chunks, maxLineBytes)) {
    signal?.throwIfAborted();
    const row = bytes === 'too-long' ? { reason: `longer than ${maxLineBytes} bytes` } : parseRow(bytes);
    if (row === undefined) continue;
    if ('value' in row) {
      yield { line, value: row.value };
      continue;
    }
    const bad = new BadJsonlRow(file, line, row.reason);
    const tell = (ended ? undefined : onTornEnd) ?? onBadRow;
    if (tell === undefined) throw bad;
    tell({ file, line, reason: row.reason });
  }
}

function parseRow(bytes: Buffer): { readonly value: JsonValue } | { readonly reason: string } | undefined {
  if (!isUtf8(bytes)) return { reason: 'not UTF-8 text' };
  const text = bytes.toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return { value: JSON.parse(text) as JsonValue };
  } catch {
    return { reason: jsonFault(text) };
  }
}

async function* readFileChunks(path: string): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) yield chunk as Buffer;
  } catch (thrown) {
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}
