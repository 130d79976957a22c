import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderBytes, watchFolder } from './watch-folder.js';

const folder = mkdtempSync(join(tmpdir(), 'capuchin-watch-'));
mkdirSync(join(folder, 'a/b'), { recursive: true });
writeFileSync(join(folder, 'a/b/five'), '12345');
writeFileSync(join(folder, 'two'), '12');

describe('folderBytes', () => {
  it('counts the files at every depth, and none where there is no folder', async () => {
    expect(await folderBytes(folder)).toBe(7);
    expect(await folderBytes(join(folder, 'nowhere'))).toBe(0);
  });
});

describe('watchFolder', () => {
  it('tells the size while the work lasts', async () => {
    const seen: number[] = [];
    await new Promise<void>(enough => {
      const onBytes = (bytes: number) => {
        seen.push(bytes);
        enough();
      };
      void watchFolder(folder, onBytes, () => new Promise(done => setTimeout(done, 50)), 1);
    });
    expect(seen[0]).toBe(7);
  });

  it("gives the work's result or failure", async () => {
    expect(
      await watchFolder(
        folder,
        () => {},
        async () => 'done',
      ),
    ).toBe('done');
    await expect(
      watchFolder(
        folder,
        () => {},
        () => Promise.reject(new Error('broken')),
      ),
    ).rejects.toThrow('broken');
  });
});
