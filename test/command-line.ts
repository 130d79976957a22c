import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import type { Io } from '../src/cli/io.js';
import { runCommandLine } from '../src/cli/run-command-line.js';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A home of its own in which command lines run inside this process, without a terminal. */
export class Home {
  readonly folder = mkdtempSync(join(tmpdir(), 'capuchin-home-'));
  readonly stop = new AbortController();
  /** What stands on standard input. */
  input = '';
  /** Most scripts say one reply, which is what `direct` asks for. */
  env: Record<string, string | undefined> = {
    CAPUCHIN_HOME: this.folder,
    CAPUCHIN_PLANNER: 'direct',
    PATH: process.env['PATH'],
  };

  async run(...args: string[]): Promise<Ran> {
    const stdout = new Collector();
    const stderr = new Collector();
    const io: Io = {
      stdout,
      stderr,
      stdin: Object.assign(new PassThrough().end(this.input), { isTTY: false }),
      env: this.env,
      cwd: this.folder,
      platform: process.platform,
      homeDir: this.folder,
      now: Date.now,
      random: Math.random,
      signal: this.stop.signal,
    };
    const code = await runCommandLine(args, io);
    return { code, stdout: stdout.text, stderr: stderr.text };
  }

  /** Writes a file in the home; gives its path. */
  file(name: string, content: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** A selection string for a model that says these replies. */
  script(...replies: unknown[]): string {
    return `scripted:${this.file(`script-${Math.random()}.json`, JSON.stringify(replies))}`;
  }
}

class Collector extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** A reply that makes one call. */
export function calling(name: string, args: object) {
  return { toolCalls: [{ name, arguments: args }] };
}
