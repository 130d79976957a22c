import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withFileLock } from './file-lock.js';

const newLock = () => join(mkdtempSync(join(tmpdir(), 'capuchin-lock-')), 'thing.lock');

describe('withFileLock', () => {
  it('lets one in at a time and leaves no file', async () => {
    const path = newLock();
    let inside = 0;
    let most = 0;
    let waits = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await turn();
      inside -= 1;
    };
    const options = { pollMs: 1, onWait: () => void waits++ };
    await Promise.all([1, 2, 3].map(() => withFileLock(path, work, options)));
    expect({ most, waits }).toEqual({ most: 1, waits: 2 });
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('gives the lock back when the work fails', async () => {
    const path = newLock();
    await expect(withFileLock(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await withFileLock(path, async () => 'in')).toBe('in');
  });

  it('takes over from a process that died, here at once and elsewhere when it was silent too long', async () => {
    const here = newLock();
    writeFileSync(here, `999999999 ${hostname()} token`);
    expect(await withFileLock(here, async () => 'in')).toBe('in');

    const elsewhere = newLock();
    writeFileSync(elsewhere, '1 another-machine token');
    utimesSync(elsewhere, 1, 1);
    expect(await withFileLock(elsewhere, async () => 'in')).toBe('in');
    expect(readdirSync(dirname(elsewhere))).toEqual([]);
  });

  it('waits for a living process until aborted', async () => {
    const path = newLock();
    writeFileSync(path, '1 another-machine token');
    const controller = new AbortController();
    const onWait = () => controller.abort(new Error('enough'));
    const waiting = withFileLock(path, async () => 'in', { signal: controller.signal, onWait });
    await expect(waiting).rejects.toThrow('enough');
    expect(readdirSync(dirname(path))).toEqual(['thing.lock']);
  });
});
