import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FunctionContext } from '../../functions/function-definition.js';
import { loadFunction } from '../toolbox.js';
import { trashFolder } from './workspace-path.js';

let root: string;
let context: FunctionContext;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'files-'));
  await mkdir(join(root, 'workspace'));
  await writeFile(join(root, 'secret.txt'), 'secret');
  context = { workspace: join(root, 'workspace'), now: () => 0, random: Math.random };
});
afterEach(() => rm(root, { recursive: true }));

const at = (path: string) => join(context.workspace, path);

async function run(name: string, args: object) {
  return (await loadFunction('builtin:toolbox/files', name)).run(args, context);
}

/** Prepares the undo, makes the call, and gives what takes it back. */
async function reversibly(name: string, args: object): Promise<() => Promise<unknown>> {
  const undo = await (await loadFunction('builtin:toolbox/files', name)).undo?.(args, context);
  await run(name, args);
  // The step is data: it must survive being kept as JSON.
  const step = JSON.parse(JSON.stringify(undo)) as { function: string; arguments: object };
  return () => run(step.function, step.arguments);
}

describe('file functions', () => {
  it.each([
    '../secret.txt',
    'a/../../secret.txt',
    '/etc/hostname',
    'C:/x',
    '..\\secret.txt',
    'a\0b',
    `${trashFolder}/x`,
    `./${trashFolder.toUpperCase()}/x`,
    'x'.repeat(256),
  ])('refuse the path %j', async path => {
    await expect(run('read_file', { path })).rejects.toThrow(/within the workspace|leaves|kept for undoing|too long/);
    await expect(run('write_file', { path, text: 'x' })).rejects.toThrow();
    await expect(run('delete_file', { path })).rejects.toThrow();
    expect(await readFile(join(root, 'secret.txt'), 'utf8')).toBe('secret');
  });

  it('follow no link, to a file, to a folder, or to nothing', async () => {
    await symlink(join(root, 'secret.txt'), at('file'));
    await symlink(root, at('folder'));
    await symlink(join(root, 'new.txt'), at('dangling'));
    for (const path of ['file', 'folder/secret.txt', 'dangling']) {
      await expect(run('read_file', { path })).rejects.toThrow('is a link, which is not followed');
      await expect(run('write_file', { path, text: 'x' })).rejects.toThrow('is a link, which is not followed');
    }
    expect(existsSync(join(root, 'new.txt'))).toBe(false);
    expect(await run('list_files', { folder: '' })).toEqual([]);
  });

  it('refuse what is no text or too large', async () => {
    await writeFile(at('binary'), Buffer.from([0xff, 0xfe]));
    await writeFile(at('large'), 'x'.repeat(1_000_001));
    await expect(run('read_file', { path: 'binary' })).rejects.toThrow('is not a text file');
    await expect(run('read_file', { path: 'large' })).rejects.toThrow('1000001 bytes');
    await expect(run('read_file', { path: 'none' })).rejects.toThrow('there is no file "none"');
    await expect(run('write_file', { path: 'large/x', text: '' })).rejects.toThrow('"large" is not a folder');
  });

  it('take back a write that made a file and its folders', async () => {
    await mkdir(at('kept'));
    const undo = await reversibly('write_file', { path: 'kept/new/deep/a.txt', text: 'new' });
    expect(await readFile(at('kept/new/deep/a.txt'), 'utf8')).toBe('new');
    expect(await undo()).toEqual({ path: 'kept/new/deep/a.txt', removed: true });
    expect(await readdir(context.workspace, { recursive: true })).toEqual(['kept']);
  });

  it('leave a new folder alone where somebody has put something else', async () => {
    const undo = await reversibly('write_file', { path: 'new/a.txt', text: 'new' });
    await writeFile(at('new/other.txt'), 'mine');
    await undo();
    expect(await readdir(at('new'))).toEqual(['other.txt']);
  });

  it('take back a write over a file, and a deletion, byte for byte', async () => {
    const before = Buffer.from([0, 255, 10]);
    for (const [name, args] of [
      ['write_file', { path: 'a', text: 'new' }],
      ['delete_file', { path: 'a' }],
    ] as const) {
      await writeFile(at('a'), before);
      const undo = await reversibly(name, args);
      expect(await undo()).toEqual({ path: 'a', restored: true });
      expect(await readFile(at('a'))).toEqual(before);
      expect(await readdir(at(trashFolder))).toEqual([]);
    }
  });

  it('do not list what is kept for undoing', async () => {
    await writeFile(at('a'), 'old');
    await reversibly('write_file', { path: 'a', text: 'new' });
    expect(await run('list_files', { folder: '' })).toEqual([{ path: 'a', bytes: 3 }]);
  });
});
