import type { Stats } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** Where old versions of files are kept; no function reaches into it by path. */
export const trashFolder = '.capuchin-trash';

/** What file systems allow. */
const maxNameBytes = 255;

export interface WorkspacePath {
  /** Absolute, inside the workspace, through no link. */
  readonly absolute: string;
  /** With forward slashes, without `.` and empty parts; empty for the workspace itself. */
  readonly relative: string;
  /** What is there now. */
  readonly found: Stats | undefined;
  /** Of the folders on the way, the topmost that does not exist yet. */
  readonly missing: string | undefined;
}

/**
 * A path of the workspace, however hostile the text. Refuses absolute paths, `..`, and symbolic links anywhere on the
 * way: a link may lead outside, and may be made to after it was looked at.
 */
export async function workspacePath(workspace: string, text: string): Promise<WorkspacePath> {
  if (/[\0\\]|^[a-zA-Z]:|^\//.test(text))
    throw new Error(`"${text}" must be a path within the workspace, with / between names`);
  const names = text.split('/').filter(name => name !== '' && name !== '.');
  if (names.includes('..')) throw new Error(`"${text}" leaves the workspace`);
  if (names.some(name => Buffer.byteLength(name) > maxNameBytes)) throw new Error('a name in the path is too long');
  if (names[0]?.toLowerCase() === trashFolder) throw new Error(`"${trashFolder}" is kept for undoing`);

  let at = await realpath(workspace);
  let found: Stats | undefined = await lstat(at);
  let missing: string | undefined;
  for (const [i, name] of names.entries()) {
    if (found !== undefined && !found.isDirectory())
      throw new Error(`"${names.slice(0, i).join('/')}" is not a folder`);
    at = join(at, name);
    found = found && (await statsOf(at));
    if (found?.isSymbolicLink() === true)
      throw new Error(`"${names.slice(0, i + 1).join('/')}" is a link, which is not followed`);
    if (found === undefined && i < names.length - 1) missing ??= names.slice(0, i + 1).join('/');
  }
  return { absolute: at, relative: names.join('/'), found, missing };
}

async function statsOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
