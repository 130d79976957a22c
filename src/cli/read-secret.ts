import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from '../base/index.js';
import type { Io } from './io.js';

export interface SecretSource {
  /** All of standard input is the secret. */
  readonly stdin: boolean;
  /** What a person at the terminal is asked. */
  readonly question: string;
}

/** A secret from standard input or the terminal, where it is not shown as it is typed. Throws `UsageError`. */
export async function readSecret(io: Io, { stdin, question }: SecretSource): Promise<string> {
  const given = stdin ? await wholeInput(io) : await askHidden(io, question);
  const secret = given.trim();
  if (secret === '') throw new UsageError('the secret is empty');
  if (/[\r\n]/.test(secret)) throw new UsageError('the secret has more than one line');
  return secret;
}

async function wholeInput(io: Io): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

async function askHidden(io: Io, question: string): Promise<string> {
  if (io.stdin.isTTY !== true || io.stderr.isTTY !== true) {
    throw new UsageError('there is no terminal to ask for the secret; give --stdin or --from-env VARIABLE');
  }
  io.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: io.stdin, output: nowhere, terminal: true, historySize: 0 });
  try {
    return await lines.question('', { signal: io.signal });
  } finally {
    lines.close();
    io.stderr.write('\n');
  }
}
