import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LexicalCollection } from './lexical-collection.js';
import { readLexicalFile, writeLexicalFile } from './lexical-file.js';
import { apisOf, partOfApis } from './random-apis.contract.js';
import { segmentArrays } from './segment-arrays.js';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'capuchin-lexical-')), 'below', 'x.lexical');

const plain = (index: LexicalCollection | undefined) => ({
  ...index,
  parts: index?.parts.map(({ segment, dead }) => ({
    dead: [...dead],
    segment: [...segmentArrays(segment)].map(([name, array]) => [name, array.BYTES_PER_ELEMENT, [...array]]),
  })),
});

async function indexOf(...parts: LexicalCollection['parts']): Promise<LexicalCollection> {
  return { collection: 'ä', fingerprint: 'f', maker: 'm', sources: new Map([['ö.json', '1']]), parts };
}

describe('lexical files', () => {
  it('keep all that they are given', async () => {
    const path = newPath();
    await fc.assert(
      fc.asyncProperty(apisOf('ä'), apisOf('ä'), fc.boolean(), async (first, second, isDead) => {
        const index = await indexOf(await partOfApis(first, () => isDead), await partOfApis(second));
        await writeLexicalFile(path, index);
        const read = await readLexicalFile(path);
        expect(plain(read)).toEqual(plain(index));
        await writeLexicalFile(path, read!);
        expect(plain(await readLexicalFile(path))).toEqual(plain(index));
      }),
      { numRuns: 25 },
    );
  });

  it('are views of one buffer', async () => {
    const path = newPath();
    const [apis] = fc.sample(apisOf('ä'), { numRuns: 1, seed: 1 });
    await writeLexicalFile(path, await indexOf(await partOfApis(apis!), await partOfApis([])));
    const read = await readLexicalFile(path);
    const buffers = read!.parts.flatMap(part => [...segmentArrays(part.segment).values()].map(array => array.buffer));
    expect(new Set(buffers).size).toBe(1);
  });

  it('are absent when absent', async () => {
    expect(await readLexicalFile(newPath())).toBeUndefined();
  });

  it('say so when any bit was changed, cut off or added', async () => {
    const path = newPath();
    const [apis] = fc.sample(apisOf('ä'), { numRuns: 1, seed: 3 });
    await writeLexicalFile(path, await indexOf(await partOfApis(apis!)));
    const good = readFileSync(path);
    const damaged = { code: 'index-damaged', message: expect.stringContaining('delete it and it is made anew') };
    const step = Math.max(1, Math.floor(good.length / 400));
    for (let i = 0; i < good.length; i += i < 64 ? 1 : step) {
      if (i >= 8 && i < 16) continue; // version and byte order: another kind of file, not damage
      const bad = Buffer.from(good);
      bad[i]! ^= 1 << (i % 8);
      writeFileSync(path, bad);
      await expect(readLexicalFile(path), `byte ${i}`).rejects.toMatchObject(damaged);
    }
    for (const length of [0, 7, 23, 24, 100, good.length - 1]) {
      writeFileSync(path, good);
      truncateSync(path, length);
      await expect(readLexicalFile(path)).rejects.toMatchObject(damaged);
    }
    for (const foreign of ['SQLite format 3\0 and then some', `${good}x`]) {
      writeFileSync(path, foreign);
      await expect(readLexicalFile(path)).rejects.toMatchObject(damaged);
    }
    writeFileSync(path, Buffer.concat([good, Buffer.from('x')]));
    await expect(readLexicalFile(path)).rejects.toMatchObject(damaged);
  });

  it.each([8, 12])('of another version or byte order are to be made anew (%i)', async offset => {
    const path = newPath();
    await writeLexicalFile(path, await indexOf());
    const other = readFileSync(path);
    other.writeUInt32LE(other.readUInt32LE(offset) + 1, offset);
    writeFileSync(path, other);
    expect(await readLexicalFile(path)).toBeUndefined();
  });
});
