import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json.js';
import { type BadRow, type ReadJsonlOptions, readJsonl } from './read-jsonl.js';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'capuchin-jsonl-')), 'rows.jsonl');

async function rowsOf(source: Parameters<typeof readJsonl>[0], options?: ReadJsonlOptions) {
  const rows: [number, JsonValue][] = [];
  for await (const { line, value } of readJsonl(source, options)) rows.push([line, value]);
  return rows;
}

const inPieces = (text: string, size: number) => {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
};

describe('readJsonl', () => {
  it('takes a byte order mark, other line ends, empty lines and a missing last line end', async () => {
    expect(await rowsOf(['\uFEFF{"a":1}\r\n\r\n  \n[2]\n"é"'])).toEqual([
      [1, { a: 1 }],
      [4, [2]],
      [5, 'é'],
    ]);
    expect(await rowsOf([])).toEqual([]);
    expect(await rowsOf(['\uFEFF'])).toEqual([]);
  });

  it('does not care where chunks end, not even inside a character', async () => {
    const text = '{"mark":"€"}\n{"face":"😀"}\n';
    const expected = [
      [1, { mark: '€' }],
      [2, { face: '😀' }],
    ];
    for (let size = 1; size < 12; size++) expect(await rowsOf(inPieces(text, size))).toEqual(expected);
    expect(await rowsOf(text.split(''))).toEqual(expected);
  });

  it('gives back whatever values were written as lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 40 }), async (values, size) => {
        const written = values.map(value => `${JSON.stringify(value)}\n`);
        const read = await rowsOf(inPieces(written.join(''), size));
        expect(read).toEqual(written.map((row, i) => [i + 1, JSON.parse(row)]));
      }),
    );
  });

  it('names file, line and column of a bad row', async () => {
    const path = newPath();
    writeFileSync(path, '{"a":1}\n{"b":}\n{"c":3}\n');
    const failure = await rowsOf(path).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'bad-jsonl-row', file: path, line: 2 });
    expect(String(failure)).toBe(`BadJsonlRow: ${path}:2: not JSON from column 6 on`);
  });

  it('goes on after bad rows when somebody is told of them', async () => {
    const bad: BadRow[] = [];
    const source = [Buffer.from('{"a":1}\n{bad\n"'), Buffer.from([0xff]), Buffer.from('"\n{"d":4}\n{"torn')];
    const rows = await rowsOf(source, { name: 'rows', onBadRow: row => bad.push(row) });
    expect(rows).toEqual([
      [1, { a: 1 }],
      [4, { d: 4 }],
    ]);
    expect(bad.map(({ file, line }) => `${file}:${line}`)).toEqual(['rows:2', 'rows:3', 'rows:5']);
    expect(bad[1]?.reason).toBe('not UTF-8 text');
  });

  it('tells a torn end from other bad rows', async () => {
    const torn: BadRow[] = [];
    const onTornEnd = (row: BadRow) => void torn.push(row);
    expect(await rowsOf(['1\n{"a":'], { onTornEnd })).toEqual([[1, 1]]);
    expect(torn.map(row => row.line)).toEqual([2]);
    await expect(rowsOf(['1\n{"a":\n'], { onTornEnd })).rejects.toThrow('stream:2: JSON cut off');
    await expect(rowsOf(['1\n{"a":'])).rejects.toThrow('stream:2: JSON cut off');
  });

  it('skips a line that is too long, and reads the next', async () => {
    const bad: BadRow[] = [];
    const source = inPieces(`"${'x'.repeat(100)}"\n"short"\n`, 7);
    expect(await rowsOf(source, { maxLineBytes: 50, onBadRow: row => bad.push(row) })).toEqual([[2, 'short']]);
    expect(bad).toEqual([{ file: 'stream', line: 1, reason: 'longer than 50 bytes' }]);
  });

  it('says which file it cannot read, and stops when aborted', async () => {
    await expect(rowsOf('/nowhere/rows.jsonl')).rejects.toMatchObject({ code: 'unreadable-file' });
    await expect(rowsOf(['1\n2\n'], { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
