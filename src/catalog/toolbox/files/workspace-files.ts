import { constants } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JsonObject } from '../../../base/index.js';
import { trashFolder, type WorkspacePath, workspacePath } from './workspace-path.js';

const maxBytes = 1_000_000;
const maxEntries = 1000;

/** Files below a folder by path, at most 1000; links are left out. */
export async function listFiles(workspace: string, folder: string): Promise<JsonObject[]> {
  const { absolute, relative, found } = await workspacePath(workspace, folder);
  if (found?.isDirectory() !== true) throw new Error(`there is no folder "${folder}"`);
  const files: JsonObject[] = [];
  const waiting = [{ absolute, relative }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const entries = await readdir(next.absolute, { withFileTypes: true });
    for (const entry of entries) {
      const path = next.relative === '' ? entry.name : `${next.relative}/${entry.name}`;
      const at = join(next.absolute, entry.name);
      if (entry.isDirectory() && path !== trashFolder) waiting.push({ absolute: at, relative: path });
      if (!entry.isFile()) continue;
      if (files.length === maxEntries) throw new Error(`there are more than ${maxEntries} files; name a folder`);
      files.push({ path, bytes: await sizeOf(at) });
    }
  }
  return files.sort((a, b) => (String(a['path']) < String(b['path']) ? -1 : 1));
}

export async function readFile(workspace: string, path: string): Promise<string> {
  const { absolute, found } = await existingFile(workspace, path);
  if (found.size > maxBytes) throw new Error(`"${path}" has ${found.size} bytes; at most ${maxBytes} are read`);
  const file = await open(absolute, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.readFile());
  } catch (error) {
    throw new Error(`"${path}" is not a text file (UTF-8)`, { cause: error });
  } finally {
    await file.close();
  }
}

export async function writeFile(workspace: string, path: string, text: string): Promise<JsonObject> {
  const { absolute, relative, found } = await workspacePath(workspace, path);
  if (relative === '' || (found !== undefined && !found.isFile())) throw new Error(`"${path}" is not a file`);
  const bytes = Buffer.from(text);
  if (bytes.length > maxBytes) throw new Error(`the text has ${bytes.length} bytes; at most ${maxBytes} are written`);
  await mkdir(dirname(absolute), { recursive: true });
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
  const file = await open(absolute, flags);
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
  return { path: relative, bytes: bytes.length };
}

export async function deleteFile(workspace: string, path: string): Promise<JsonObject> {
  const { absolute, relative, found } = await existingFile(workspace, path);
  await rm(absolute);
  return { path: relative, bytes: found.size };
}

async function existingFile(workspace: string, path: string) {
  const place: WorkspacePath = await workspacePath(workspace, path);
  const { found } = place;
  if (found === undefined) throw new Error(`there is no file "${path}"`);
  if (!found.isFile()) throw new Error(`"${path}" is not a file`);
  return { ...place, found };
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}
