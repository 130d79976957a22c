import { type BadRow, type JsonValue, readJsonl, UsageError } from '../../base/index.js';
import type { SourcePointer } from '../api.js';
import type { ImportOptions } from '../importer.js';

/** A line of a JSON Lines source: its value, or why it has none. `line` counts from 1. */
export type Row = { readonly line: number; readonly source: SourcePointer } & (
  | { readonly value: JsonValue }
  | { readonly reason: string }
);

/** Streams the rows of a file or of standard input (`-`), bad ones in their place. Throws `unreadable-file`. */
export async function* readRows(source: string, options: ImportOptions = {}): AsyncGenerator<Row, void, void> {
  const { stdin, signal } = options;
  if (source === '-' && stdin === undefined) throw new UsageError('"-" reads standard input, and none was given');
  const at = (line: number) => ({ line, source: { uri: source, pointer: `line ${line}` } });
  let bad: BadRow[] = [];
  const told = function* () {
    for (const { line, reason } of bad) yield { ...at(line), reason };
    bad = [];
  };
  const rows = readJsonl(source === '-' && stdin !== undefined ? stdin : source, {
    name: source,
    onBadRow: row => bad.push(row),
    ...(signal === undefined ? {} : { signal }),
  });
  for await (const { line, value } of rows) {
    yield* told();
    yield { ...at(line), value };
  }
  yield* told();
}
