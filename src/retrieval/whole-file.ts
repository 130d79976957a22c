import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CapuchinError, messageOf } from '../base/index.js';

/** Writes beside the file and renames: readers see the old file or the new one, whole. Throws `index-not-written`. */
export async function writeWhole(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(unfinished, 'wx');
    try {
      await writeFile(file, parts);
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (thrown) {
    await rm(unfinished, { force: true }).catch(() => {}); // the first error is the one to report
    throw new CapuchinError('index-not-written', `cannot write the search index ${path}: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

/** A file in one buffer of its own; `undefined` when there is none. */
export async function readWhole(path: string): Promise<ArrayBuffer | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw new CapuchinError('unreadable-file', `cannot read ${path}: ${messageOf(thrown)}`, { cause: thrown });
  }
  try {
    const bytes = new Uint8Array((await file.stat()).size);
    let read = 0;
    while (read < bytes.length) {
      const { bytesRead } = await file.read(bytes, read, bytes.length - read, read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return bytes.buffer;
  } finally {
    await file.close();
  }
}

/** Makes the error for a file that holds nothing which cannot be made anew. `what` names it, with its path. */
export function damagedFile(what: string): (why: string, cause?: unknown) => CapuchinError {
  return (why, cause) =>
    new CapuchinError('index-damaged', `${what} is damaged (${why}); delete it and it is made anew`, { cause });
}
