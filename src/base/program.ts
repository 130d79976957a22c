import { spawn } from 'node:child_process';
import { CapuchinError } from './errors.js';

export interface ProgramOptions {
  readonly cwd?: string;
  /** The whole environment of the program; nothing is inherited. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

export interface ProgramResult {
  readonly exitCode: number;
  /** The last 64 KiB of what it wrote, for messages. */
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, without a shell. @throws ProgramNotFound; the signal's reason when aborted, after the
 * program has ended.
 */
export type RunProgram = (
  command: string,
  commandArguments: readonly string[],
  options: ProgramOptions,
) => Promise<ProgramResult>;

export class ProgramNotFound extends CapuchinError {
  override readonly name = 'ProgramNotFound';
  constructor(
    readonly command: string,
    options?: ErrorOptions,
  ) {
    super('program-not-found', `the program ${command} is not installed, or not on the PATH`, options);
  }
}

const keptOutputBytes = 64 * 1024;
const killAfterMs = 3000;

export const runProgram: RunProgram = (command, commandArguments, { cwd, env, signal }) =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(command, commandArguments, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const stdout = lastOutput(child.stdout);
    const stderr = lastOutput(child.stderr);
    let killTimer: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      killTimer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    };
    signal?.addEventListener('abort', stop, { once: true });
    const ended = () => {
      clearTimeout(killTimer);
      signal?.removeEventListener('abort', stop);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      ended();
      reject(error.code === 'ENOENT' ? new ProgramNotFound(command, { cause: error }) : error);
    });
    child.once('close', (exitCode, signalName) => {
      ended();
      if (signal?.aborted === true) reject(signal.reason);
      else resolve({ exitCode: exitCode ?? 1, stdout: stdout(), stderr: `${stderr()}${signalName ?? ''}` });
    });
  });

function lastOutput(stream: NodeJS.ReadableStream): () => string {
  let kept = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(-keptOutputBytes);
  });
  return () => kept.toString('utf8');
}
