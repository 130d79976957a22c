import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ShellPart, shellWord } from './shell-quote.js';

/** The words as a shell passes them to a program. */
function words(shell: string, commandLine: string, env: Readonly<Record<string, string>> = {}): string[] {
  const script = `printf '%s\\0' ${commandLine}`;
  return execFileSync(shell, ['-c', script], { env, encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('a word for a shell', () => {
  it.each<[readonly ShellPart[], string]>([
    [['plain/text:1'], 'plain/text:1'],
    [['two words'], "'two words'"],
    [["it's $HOME `id`"], `'it'\\''s $HOME \`id\`'`],
    [['Bearer ', { variable: 'KEY' }], '"Bearer $KEY"'],
    [['https://x/?a=', { variable: 'KEY' }], '"https://x/?a=$KEY"'],
    [['a', 'b?'], "'ab?'"],
    [[], "''"],
    [['a\u001b[2J\n'], String.raw`$'a\033[2J\n'`],
  ])('%j is written %s', (parts, text) => {
    expect(shellWord(...parts)).toBe(text);
  });

  it('comes to exactly its text in bash, and without control characters in any shell', () => {
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 30 }), { numRuns: 300, seed: 1 });
    const legal = texts.map(text => text.replace(/\0|\p{Surrogate}/gu, ''));
    expect(words('bash', legal.map(text => shellWord(text)).join(' '))).toEqual(legal);
    const printable = legal.map(text => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "'"));
    expect(words('sh', printable.map(text => shellWord(text)).join(' '))).toEqual(printable);
  });

  it('takes the value of a variable as it is', () => {
    const word = shellWord('Basic "', { variable: 'KEY' }, '"x', { variable: 'KEY' }, 'y');
    expect(words('sh', word, { KEY: 'a b$(id)*' })).toEqual(['Basic "a b$(id)*"xa b$(id)*y']);
  });
});
