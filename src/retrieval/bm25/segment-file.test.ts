import { mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainAnalyzer } from '../analysis/plain-analyzer.js';
import { sampleApi } from '../retriever.contract.js';
import { buildSegment } from './build-segment.js';
import { readSegment, writeSegment } from './segment-file.js';

const newFolder = () => mkdtempSync(join(tmpdir(), 'capuchin-segment-'));

async function written(...documents: string[]) {
  const apis = documents.map((document, i) => sampleApi(`ä/${i}`, { document }));
  const segment = await buildSegment({ collection: 'ä', fingerprint: 'f', apis }, plainAnalyzer);
  const path = join(newFolder(), 'sub', 'a.plain.bm25');
  await writeSegment(path, segment);
  return { segment, path };
}

/** Arrays of a segment as numbers, whatever buffer they lie in. */
const plain = (segment: object | undefined) =>
  Object.fromEntries(
    Object.entries(segment ?? {}).map(([key, value]) => [
      key,
      ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : value,
    ]),
  );

describe('segment files', () => {
  it.each([[[]], [['one']], [['red fish', 'a b c', 'x '.repeat(1_000)]]])('keep every array (%#)', async documents => {
    const { segment, path } = await written(...documents);
    const read = await readSegment(path);
    expect(plain(read)).toEqual(plain(segment));
    expect(read?.postingCounts.constructor).toBe(segment.postingCounts.constructor);
    expect(new Set([read?.idBytes.buffer, read?.postingDocuments.buffer]).size).toBe(1);
    expect(readdirSync(join(path, '..'))).toEqual(['a.plain.bm25']);
  });

  it('are absent when absent', async () => {
    expect(await readSegment(join(newFolder(), 'none'))).toBeUndefined();
  });

  it('say so when any byte was changed or cut off', async () => {
    const { path } = await written('red fish', 'blue');
    const good = readFileSync(path);
    const damaged = { code: 'index-damaged', message: expect.stringContaining('delete it') };
    for (let i = 0; i < good.length; i++) {
      // The version and the byte order: another value there is another kind of file, not damage.
      if ((i >= 8 && i < 12) || (i >= 20 && i < 24)) continue;
      const bad = Buffer.from(good);
      bad[i]! ^= 0x10;
      writeFileSync(path, bad);
      await expect(readSegment(path)).rejects.toMatchObject(damaged);
    }
    writeFileSync(path, good);
    for (const length of [0, 7, 23, 24, 100, good.length - 1]) {
      writeFileSync(path, good);
      truncateSync(path, length);
      await expect(readSegment(path)).rejects.toMatchObject(damaged);
    }
  });

  it('of another version are to be made anew', async () => {
    const { path } = await written('red fish');
    const other = readFileSync(path);
    other.writeUInt32LE(other.readUInt32LE(8) + 1, 8);
    writeFileSync(path, other);
    expect(await readSegment(path)).toBeUndefined();
  });

  it('leave nothing behind when they cannot be written', async () => {
    const { segment, path } = await written('x');
    const inFile = join(path, 'below-a-file');
    await expect(writeSegment(inFile, segment)).rejects.toMatchObject({ code: 'index-not-written' });
    expect(readdirSync(join(path, '..'))).toEqual(['a.plain.bm25']);
  });
});
