import { readFile } from 'node:fs/promises';
import { BadJsonlRow, CapuchinError, messageOf } from '../../base/index.js';
import type { PythonDict, PythonValue } from './python/python-value.js';
import { textKey } from './python/python-value.js';
import { readPythonJson } from './python/read-python-json.js';

/** A row whose numbers are as they were written. */
export interface ExactRow {
  readonly line: number;
  readonly row: PythonDict;
  /** The error that this row is. */
  readonly fail: (reason: string) => BadJsonlRow;
}

/**
 * The objects of a file with one JSON object a line, `2` and `2.0` kept apart. The suite's files are small, so each is
 * read whole.
 *
 * @throws BadJsonlRow naming file and line; CapuchinError `unreadable-file`.
 */
export async function readExactRows(path: string): Promise<readonly ExactRow[]> {
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  });
  const rows: ExactRow[] = [];
  for (const [index, written] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (written.trim() === '') continue;
    const line = index + 1;
    const fail = (reason: string) => new BadJsonlRow(path, line, reason);
    const row = readPythonJson(written);
    if (row === undefined) throw fail('not JSON');
    if (row.kind !== 'dict') throw fail('a row must be a JSON object');
    rows.push({ line, row, fail });
  }
  return rows;
}

/** A member of an object. */
export function memberOf(object: PythonValue | undefined, name: string): PythonValue | undefined {
  return object?.kind === 'dict' ? object.members.get(textKey(name))?.[1] : undefined;
}

/** A member that is a text. */
export function textOf(object: PythonValue | undefined, name: string): string | undefined {
  const member = memberOf(object, name);
  return member?.kind === 'str' ? member.value : undefined;
}
