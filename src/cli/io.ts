import type { Writable } from 'node:stream';
import picocolors from 'picocolors';

/** Everything of the process that commands touch, so that tests can run them inside one. */
export interface Io {
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stdin: AsyncIterable<Uint8Array> & NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly homeDir: string;
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Writes a line of the result. */
export function print(io: Io, text = ''): void {
  io.stdout.write(`${text}\n`);
}

/** Writes a line about the work. */
export function note(io: Io, text: string): void {
  io.stderr.write(`${text}\n`);
}

export function printJson(io: Io, value: unknown): void {
  print(io, JSON.stringify(value, null, 2));
}

/** Colours for a stream, or none: NO_COLOR and dumb terminals are honoured, FORCE_COLOR too. */
export function coloursFor(io: Io, stream: 'stdout' | 'stderr'): ReturnType<typeof picocolors.createColors> {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  const wanted = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  const refused = (NO_COLOR !== undefined && NO_COLOR !== '') || TERM === 'dumb' || FORCE_COLOR === '0';
  return picocolors.createColors(wanted || (!refused && io[stream].isTTY === true));
}

/** Columns to lay text out in; 80 where nobody looks. */
export function widthOf(io: Io, stream: 'stdout' | 'stderr'): number {
  return Math.max(20, io[stream].columns ?? 80);
}
