import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { atMost } from './at-most.js';
import { McpFailure } from './mcp-failure.js';

/** A program and everything it started, which end together. */
export interface StartedProgram {
  readonly pid: number;
  readonly stdin: ChildProcessWithoutNullStreams['stdin'];
  readonly stdout: ChildProcessWithoutNullStreams['stdout'];
  readonly stderr: ChildProcessWithoutNullStreams['stderr'];
  /** Settles when the program has ended: how, and its last words on the error output. */
  readonly ended: Promise<string>;
  /** Lets the program end by itself for a moment, then ends it and all that it started. */
  stop(): Promise<void>;
}

export interface ProgramToStart {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

const graceMs = 500;
const maxLastWords = 1_000;

/** Leaders of the process groups that are running now. */
const running = new Set<number>();
let isWatchingExit = false;

/** Starts a program, never through a shell. Rejects with `McpFailure` (`unreachable`) when it cannot be started. */
export async function startProgram(program: ProgramToStart): Promise<StartedProgram> {
  const child = spawn(program.command, [...program.arguments], {
    cwd: program.folder,
    env: { ...program.environment },
    shell: false,
    detached: process.platform !== 'win32', // a group of its own, so that its children can be ended with it
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', thrown => {
      const where = `${program.command} (in ${program.folder})`;
      reject(
        new McpFailure('unreachable', `${where} cannot be started: ${thrown.message}`, undefined, { cause: thrown }),
      );
    });
  });
  const pid = child.pid as number; // it was spawned
  remember(pid);
  const lastWords = keepLastWords(child);
  const exited = new Promise<string>(resolve => {
    child.once('exit', (code, signal) => {
      endGroup(pid, 'SIGKILL'); // what it left behind
      running.delete(pid);
      resolve(`the program ended with ${code === null ? signal : `status ${code}`}`);
    });
  });
  const closed = new Promise<void>(resolve => child.once('close', () => resolve()));
  return {
    pid,
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    ended: exited.then(async how => {
      await atMost(closed, graceMs); // until its last words are read
      return [how, lastWords()].filter(text => text !== '').join(': ');
    }),
    async stop() {
      child.stdin.end();
      for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
        if (await atMost(exited, graceMs)) return;
        endGroup(pid, signal);
      }
      await exited;
    },
  };
}

function keepLastWords(child: ChildProcessWithoutNullStreams): () => string {
  let words = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    words = (words + text).slice(-maxLastWords);
  });
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {}); // `ended` tells
  return () => words.trim();
}

function remember(pid: number): void {
  running.add(pid);
  if (isWatchingExit) return;
  isWatchingExit = true;
  process.once('exit', endAll);
}

function endAll(): void {
  for (const pid of running) endGroup(pid, 'SIGKILL');
}

function endGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left of it.
  }
}
