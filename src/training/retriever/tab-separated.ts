import { createReadStream } from 'node:fs';
import { CapuchinError, messageOf } from '../../base/index.js';

/** A row of tab-separated text that cannot be read. */
export class BadTabRow extends CapuchinError {
  override readonly name = 'BadTabRow';
  constructor(
    readonly file: string,
    /** Where the row begins, counted from 1. */
    readonly line: number,
    readonly reason: string,
  ) {
    super('bad-tab-row', `${file}:${line}: ${reason}`);
  }
}

export interface TabRow {
  /** Where the row begins, counted from 1; a quoted field may go over several. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** A row as pandas writes it: a field with a tab, a quote or a line end stands in quotes, its quotes doubled. */
export function tabRow(fields: readonly string[]): string {
  return `${fields.map(field => (/[\t"\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join('\t')}\n`;
}

/**
 * The rows of a file that pandas or `tabRow` wrote, read piece by piece. Empty lines give no row; a byte order mark and
 * `\r\n` are accepted.
 *
 * @throws BadTabRow for a row that is longer than `maxRowLength` characters, has another number of fields than `columns`,
 * or has a quote that is never closed; CapuchinError `unreadable-file`.
 */
export async function* readTabRows(
  path: string,
  columns: number,
  { maxRowLength = 16 * 2 ** 20, signal }: { readonly maxRowLength?: number; readonly signal?: AbortSignal } = {},
): AsyncGenerator<TabRow, void, undefined> {
  let row = new RowReader(1);
  let line = 1;
  for await (const chunk of readText(path)) {
    signal?.throwIfAborted();
    for (let i = 0; i < chunk.length; i++) {
      const character = chunk[i] as string;
      if (character === '\n') line += 1;
      if (!row.take(character)) {
        if (row.length > maxRowLength) throw new BadTabRow(path, row.line, `longer than ${maxRowLength} characters`);
        continue;
      }
      yield* finished(path, row, columns);
      row = new RowReader(line);
    }
  }
  if (row.isQuoted) throw new BadTabRow(path, row.line, 'a quote is never closed');
  row.take('\n');
  yield* finished(path, row, columns);
}

function* finished(path: string, { fields, line }: RowReader, columns: number): Generator<TabRow, void, undefined> {
  if (fields.length === 1 && fields[0] === '') return;
  if (fields.length !== columns) {
    throw new BadTabRow(path, line, `expected ${columns} fields with tabs between them, found ${fields.length}`);
  }
  yield { line, fields };
}

/** One row, character by character. */
class RowReader {
  readonly fields: string[] = [];
  length = 0;
  #field = '';
  /** `closing`: a quote has come that ends the quoted part, unless another follows at once. */
  #state: 'plain' | 'quoted' | 'closing' = 'plain';

  constructor(readonly line: number) {}

  get isQuoted(): boolean {
    return this.#state === 'quoted';
  }

  /** True when the character ended the row. */
  take(character: string): boolean {
    this.length += 1;
    if (this.#state === 'quoted') {
      if (character === '"') this.#state = 'closing';
      else this.#field += character;
      return false;
    }
    if (character === '"' && (this.#state === 'closing' || this.#field === '')) {
      if (this.#state === 'closing') this.#field += '"';
      this.#state = 'quoted';
      return false;
    }
    const wasPlain = this.#state === 'plain';
    this.#state = 'plain';
    if (character !== '\t' && character !== '\n') {
      this.#field += character;
      return false;
    }
    // Inside quotes a carriage return belongs to the text, before the line end it belongs to that.
    const isLineEnd = character === '\n' && wasPlain && this.#field.endsWith('\r');
    this.fields.push(isLineEnd ? this.#field.slice(0, -1) : this.#field);
    this.#field = '';
    return character === '\n';
  }
}

async function* readText(path: string): AsyncGenerator<string, void, undefined> {
  try {
    let isFirst = true;
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 2 ** 18 })) {
      yield isFirst ? String(chunk).replace(/^\ufeff/, '') : String(chunk);
      isFirst = false;
    }
  } catch (thrown) {
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
}
