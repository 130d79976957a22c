import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { gatherVectors } from './gather-vectors.js';
import { writePacked } from './packed-file.js';
import { readVectorSet, readVectorTable, writeVectorSet, writeVectorTable } from './vector-file.js';
import { vectorTable } from './vector-table.js';

const folder = mkdtempSync(join(tmpdir(), 'capuchin-vectors-'));
const about = { collection: 'c', fingerprint: 'é', embedder: 'e', textVersion: 1, dimensions: 3 };
const set = gatherVectors(
  about,
  ['c/é', 'c/b', 'c/a'].map((id, i) => ({
    id,
    hash: new Uint8Array(16).fill(9 - i),
    row: Int8Array.of(i, -127, 127),
    scale: 0.5 ** i,
  })),
);

describe('vector files', () => {
  it('come back as they were', async () => {
    const path = join(folder, 'set');
    await writeVectorSet(path, set);
    expect(await readVectorSet(path)).toEqual({ ...set, idBytes: Uint8Array.from(set.idBytes) });
    const empty = gatherVectors(about, []);
    await writeVectorSet(path, empty);
    expect(await readVectorSet(path)).toEqual({ ...empty, idBytes: new Uint8Array() });
    const table = vectorTable([set, set])!;
    await writeVectorTable(path, table);
    expect(await readVectorTable(path)).toEqual(table);
    expect([...table.hashes.subarray(0, 17)]).toEqual([...Array(16).fill(7), 8]);
  });

  it('are made anew when missing or of another version', async () => {
    expect(await readVectorSet(join(folder, 'missing'))).toBeUndefined();
    const path = join(folder, 'newer');
    await writePacked(path, { magic: 'capuVECT', version: 2 }, {}, []);
    expect(await readVectorSet(path)).toBeUndefined();
  });

  it('are damaged when cut off or changed, anywhere', async () => {
    const path = join(folder, 'damaged');
    await writeVectorSet(path, set);
    const whole = readFileSync(path);
    const damaged = { code: 'index-damaged' };
    for (let length = 0; length < whole.length; length += 7) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      await expect(readVectorSet(path)).rejects.toMatchObject(damaged);
    }
    for (let place = 16; place < whole.length; place += 5) {
      const changed = Buffer.from(whole);
      changed[place]! ^= 1;
      writeFileSync(path, changed);
      // The constant that tells the byte order is before the header: another machine's file is no damage.
      if (place >= 20 && place < 24) expect(await readVectorSet(path)).toBeUndefined();
      else await expect(readVectorSet(path)).rejects.toMatchObject(damaged);
    }
  });

  it('are damaged when their content does not fit together, checksum or not', async () => {
    const path = join(folder, 'lying');
    const header = {
      embedder: 'e',
      textVersion: 1,
      dimensions: 3,
      documents: 3,
      collection: 'c',
      fingerprint: 'f',
      idBytes: 3,
    };
    const arrays = [set.idBytes, set.idStarts, set.hashes, set.rows, set.scales, set.signs];
    const lies: object[] = [
      { documents: 1e9 },
      { documents: -1 },
      { dimensions: 2 ** 53 },
      { dimensions: 'x' },
      { embedder: 3 },
      { idBytes: 2 },
    ];
    for (const lie of lies) {
      await writePacked(
        path,
        { magic: 'capuVECT', version: 1 },
        { ...header, idBytes: set.idBytes.length, ...lie },
        arrays,
      );
      await expect(readVectorSet(path)).rejects.toMatchObject({ code: 'index-damaged' });
    }
    const starts = Uint32Array.from(set.idStarts).fill(99, 1, 2);
    const odd = [set.idBytes, starts, set.hashes, set.rows, set.scales, set.signs];
    await writePacked(path, { magic: 'capuVECT', version: 1 }, { ...header, idBytes: set.idBytes.length }, odd);
    await expect(readVectorSet(path)).rejects.toMatchObject({ code: 'index-damaged' });
    const content = Buffer.from('capuVECT________________not JSON');
    new Uint32Array(content.buffer, content.byteOffset + 8, 4).set([1, 0, 8, 0x01020304]);
    content.writeUInt32LE(crc32(content.subarray(16)), 12);
    writeFileSync(path, content);
    await expect(readVectorSet(path)).rejects.toMatchObject({ code: 'index-damaged' });
  });
});
