import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Io } from './io.js';
import { readSecret } from './read-secret.js';

function terminal(input: string, isTTY = true) {
  const shown: string[] = [];
  const stderr = Object.assign(
    new Writable({ write: (chunk, _encoding, done) => done(void shown.push(String(chunk)) as undefined) }),
    { isTTY },
  );
  const stdin = Object.assign(new PassThrough().end(input), { isTTY });
  const io = { stdin, stderr, signal: new AbortController().signal } as unknown as Io;
  return { io, shown };
}

describe('readSecret', () => {
  it('does not show what is typed', async () => {
    const { io, shown } = terminal('s3cret\n');
    expect(await readSecret(io, { stdin: false, question: 'key: ' })).toBe('s3cret');
    expect(shown.join('')).toBe('key: \n');
  });

  it('takes all of standard input but the space around it', async () => {
    expect(await readSecret(terminal(' a b \r\n', false).io, { stdin: true, question: '' })).toBe('a b');
  });

  it.each([
    ['', 'the secret is empty'],
    ['one\ntwo', 'the secret has more than one line'],
  ])('refuses %j', async (input, message) => {
    await expect(readSecret(terminal(input).io, { stdin: true, question: '' })).rejects.toThrow(message);
  });

  it('does not wait for an answer where nobody sits', async () => {
    await expect(readSecret(terminal('x', false).io, { stdin: false, question: '' })).rejects.toMatchObject({
      code: 'usage',
    });
  });
});
