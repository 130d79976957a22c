import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { readTabRows, tabRow } from './tab-separated.js';

async function rowsOf(text: string | Buffer, columns: number, maxRowLength?: number) {
  const path = join(mkdtempSync(join(tmpdir(), 'capuchin-tabs-')), 'rows.tsv');
  writeFileSync(path, text);
  const rows = [];
  for await (const row of readTabRows(path, columns, maxRowLength === undefined ? {} : { maxRowLength }))
    rows.push(row);
  return rows;
}

describe('tabRow', () => {
  it('quotes as pandas does', () => {
    expect(tabRow(['1', '{"a": "b"}', "it's"])).toBe('1\t"{""a"": ""b""}"\tit\'s\n');
    expect(tabRow(['a\tb', 'c\nd', ''])).toBe('"a\tb"\t"c\nd"\t\n');
  });
});

describe('readTabRows', () => {
  it('reads what pandas writes, over line ends inside fields', async () => {
    expect(await rowsOf('\ufeffdocid\tdocument\r\n1\t"{""a"": ""b""}"\r\n\r\n2\t"x\ty\nz"\n3\t', 2)).toEqual([
      { line: 1, fields: ['docid', 'document'] },
      { line: 2, fields: ['1', '{"a": "b"}'] },
      { line: 4, fields: ['2', 'x\ty\nz'] },
      { line: 6, fields: ['3', ''] },
    ]);
    expect(await rowsOf('', 2)).toEqual([]);
  });

  it('reads again what tabRow wrote, whatever the texts hold', async () => {
    const random = seededRandom(3);
    const alphabet = ['"', '\t', '\n', '\r', 'a', ' ', 'é', '😀', ','];
    const text = () => Array.from({ length: 1 + random.integer(8) }, () => random.pick(alphabet)).join('');
    const rows = Array.from({ length: 300 }, () => [text(), text(), text()]);
    const read = await rowsOf(rows.map(tabRow).join(''), 3);
    expect(read.map(row => row.fields)).toEqual(rows);
  });

  it.each([
    ['a\tb\na\n', ':2: expected 2 fields with tabs between them, found 1'],
    ['a\tb\tc\n', ':1: expected 2 fields'],
    ['a\tb\nc\t"never\nclosed\n', ':2: a quote is never closed'],
    [`a\t${'b'.repeat(60)}\n`, ':1: longer than 50 characters'],
    [`a\tb\nc\t"${'\n'.repeat(60)}`, ':2: longer than 50 characters'],
  ])('refuses %j by line', async (text, reason) => {
    await expect(rowsOf(text, 2, 50)).rejects.toThrow(reason);
  });

  it('says which file cannot be read', async () => {
    await expect(readTabRows('/nowhere/rows.tsv', 2).next()).rejects.toThrow('cannot read /nowhere/rows.tsv');
  });
});
