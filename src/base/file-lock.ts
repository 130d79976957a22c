import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { type Clock, systemClock } from './clock.js';

export interface FileLockOptions {
  readonly clock?: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Is told once when another process has the lock. */
  readonly onWait?: () => void;
  /** A lock whose owner gave no sign of life for this long is taken over. */
  readonly staleMs?: number;
  readonly pollMs?: number;
}

/**
 * Runs `work` while no other process (or other caller in this one) runs work under the same lock file. The owner shows
 * that it lives by touching the file; the lock of an owner that died is taken over.
 *
 * Two processes can end up inside together when an owner was stopped for longer than `staleMs` and then went on, so the
 * work itself must not lose anything by that.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>, options: FileLockOptions = {}): Promise<T> {
  const { clock = systemClock, signal, staleMs = 60_000, pollMs = 200 } = options;
  const owner = `${process.pid} ${hostname()} ${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });

  for (let waited = false; !(await take(path, owner)); ) {
    if (await takenByTheDead(path, staleMs, clock)) continue;
    if (!waited) options.onWait?.();
    waited = true;
    await clock.sleep(pollMs, signal);
  }
  const alive = setInterval(() => void touch(path, clock), staleMs / 6);
  alive.unref();
  try {
    signal?.throwIfAborted();
    return await work();
  } finally {
    clearInterval(alive);
    if ((await ownerOf(path)) === owner) await rm(path, { force: true });
  }
}

async function take(path: string, owner: string): Promise<boolean> {
  try {
    await writeFile(path, owner, { flag: 'wx' });
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  }
}

/** Whether the lock had a dead owner, in which case it is gone now. */
async function takenByTheDead(path: string, staleMs: number, clock: Clock): Promise<boolean> {
  const owner = await ownerOf(path);
  if (owner === undefined) return true; // released in between
  if (!(await isDead(path, owner, staleMs, clock))) return false;
  // Renaming first: of several processes that saw the same dead owner, one gets the file, and it can look again.
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return true; // another process was quicker
  }
  if ((await ownerOf(aside)) !== owner) await take(path, (await ownerOf(aside)) ?? ''); // a new owner's: give it back
  await rm(aside, { force: true });
  return true;
}

async function isDead(path: string, owner: string, staleMs: number, clock: Clock): Promise<boolean> {
  const [pid, host] = owner.split(' ');
  if (host === hostname() && !isRunning(Number(pid))) return true;
  const seen = await stat(path).catch(() => undefined); // released in between: not for us to judge
  return seen !== undefined && clock.now() - seen.mtimeMs > staleMs;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's process, but a living one
  }
}

const ownerOf = (path: string) => readFile(path, 'utf8').catch(() => undefined);

function touch(path: string, clock: Clock): Promise<void> {
  const now = clock.now() / 1000;
  return utimes(path, now, now).catch(() => undefined); // a lock taken over is found out when it is released
}
