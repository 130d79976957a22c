import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandWords } from './command-words.js';

describe('the words of a command line', () => {
  it.each([
    ['npx -y server-notes', ['npx', '-y', 'server-notes']],
    [`node "./my server.mjs" --name 'it is'`, ['node', './my server.mjs', '--name', 'it is']],
    [`a\\ b "say \\"hi\\"" x"y"'z'`, ['a b', 'say "hi"', 'xyz']],
    [`'' ""`, ['', '']],
    ['  ', []],
    ['C:\\tools\\server.exe', ['C:\\tools\\server.exe']],
    ['echo $HOME && rm -rf *; `date` > x', ['echo', '$HOME', '&&', 'rm', '-rf', '*;', '`date`', '>', 'x']],
  ])('of %s', (line, words) => {
    expect(commandWords(line)).toEqual(words);
  });

  it.each([`node 'server`, 'node "server', 'node server\\'])('refuses %s, which does not end', line => {
    expect(() => commandWords(line)).toThrow(/not closed/);
  });

  it('gives back what was quoted', () => {
    const quoted = (word: string) => `'${word.replaceAll("'", `'"'"'`)}'`;
    fc.assert(
      fc.property(fc.array(fc.string()), words => {
        expect(commandWords(words.map(quoted).join(' '))).toEqual(words);
      }),
      { seed: 4 },
    );
  });
});
