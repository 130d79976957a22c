import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Has a file or folder written beside its place and moves it there, in place of what was: nobody sees half of it. */
export async function writeWhole(path: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await write(unfinished);
    await rename(unfinished, path).catch(async (thrown: NodeJS.ErrnoException) => {
      if (thrown.code !== 'ENOTEMPTY' && thrown.code !== 'EEXIST') throw thrown;
      await rm(path, { recursive: true, force: true }); // a folder with something in it is not replaced by renaming
      await rename(unfinished, path);
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
