import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JsonValue } from '../../../base/index.js';
import type { FunctionContext, PreparedUndo } from '../../functions/function-definition.js';
import { randomUuid } from '../hashing/uuid.js';
import { trashFolder, workspacePath } from './workspace-path.js';

/** Keeps a copy of a file that is about to be written or deleted, and says how to put it back. */
export async function keepFile({ workspace, random }: FunctionContext, path: string): Promise<PreparedUndo> {
  const { absolute, relative, found, missing } = await workspacePath(workspace, path);
  if (found === undefined) {
    return {
      description: `remove the new file ${relative}`,
      function: 'restore_file',
      arguments: { path: relative, ...(missing !== undefined && { made: missing }) },
    };
  }
  if (!found.isFile()) throw new Error(`"${path}" is not a file`);
  const kept = randomUuid(random);
  await copyFile(absolute, await trashPath(workspace, kept), constants.COPYFILE_EXCL);
  return {
    description: `put ${relative} back as it was`,
    function: 'restore_file',
    arguments: { path: relative, kept },
  };
}

/** Puts the copy back, or removes a file that was new and the folders made for it as far as they are empty. */
export async function restoreFile(
  workspace: string,
  { path, kept, made }: { readonly path: string; readonly kept?: string; readonly made?: string },
): Promise<JsonValue> {
  const { absolute, relative } = await workspacePath(workspace, path);
  if (kept !== undefined) {
    const copy = await trashPath(workspace, kept);
    await mkdir(dirname(absolute), { recursive: true });
    await copyFile(copy, absolute);
    await rm(copy);
    return { path: relative, restored: true };
  }
  await rm(absolute, { force: true });
  if (made !== undefined) await removeEmpty(dirname(absolute), (await workspacePath(workspace, made)).absolute);
  return { path: relative, removed: true };
}

async function trashPath(workspace: string, name: string): Promise<string> {
  const folder = join(workspace, trashFolder);
  await mkdir(folder, { recursive: true });
  if (!(await lstat(folder)).isDirectory()) throw new Error(`"${trashFolder}" is not a folder`);
  return join(folder, name);
}

/** Removes folders from `from` up to `top`, stopping at the first that is not empty. */
async function removeEmpty(from: string, top: string): Promise<void> {
  for (let folder = from; folder.startsWith(top); folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch (error) {
      // Somebody put something else there meanwhile: it stays.
      if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
      throw error;
    }
  }
}
