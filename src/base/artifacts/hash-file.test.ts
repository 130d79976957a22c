import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashFile } from './hash-file.js';

describe('hashFile', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'capuchin-hash-')), 'abc');
  writeFileSync(path, 'abc');

  it("gives the standard's own example", async () => {
    const seen: number[] = [];
    const hash = await hashFile(path, { onBytes: done => seen.push(done) });
    expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'); // FIPS 180-2, B.1
    expect(seen).toEqual([3]);
  });

  it('stops when aborted', async () => {
    await expect(hashFile(path, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
