import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrubNamed } from './scrub-named.js';

function scrubbed(text: string): { readonly text: string; readonly found: string[] } {
  const found: string[] = [];
  const replace = (secret: string) => {
    found.push(secret);
    return '…';
  };
  return { text: scrubNamed(text, replace), found };
}

describe('scrubNamed', () => {
  it.each<[string, string, string[]]>([
    ['{"a": "b", "token": "x y", "n": 1}', '{"a": "b", "token": "…", "n": 1}', ['x y']],
    ['{"page": 1, "cvv": 123, "b"', '{"page": 1, "cvv": "…", "b"', ['123']],
    ['"secret": "a\\"b", "c": 1', '"secret": "…", "c": 1', ['a\\"b']],
    ['{"password": true, "token": null, "secret": ""}', '{"password": true, "token": null, "secret": ""}', []],
    ['{"token": ["a", {"b": "]"}], "c": 2', '{"token": "…", "c": 2', ['["a", {"b": "]"}]']],
    ['<a><ns:token kind="x">t1</ns:token></a>', '<a><ns:token kind="x">…</ns:token></a>', ['t1']],
    ['https://h/p?key=1&access_token=t1#x', 'https://h/p?key=1&access_token=…', ['t1#x']],
    ['X-Api-Key: k1\nServer: s', 'X-Api-Key: …\nServer: s', ['k1']],
    ['Basic amFuZTpqYW5l, Basic idea', 'Basic …, Basic idea', ['amFuZTpqYW5l']],
    ['my token is here; nothing = nothing', 'my token is here; nothing = nothing', []],
  ])('%s', (text, left, found) => expect(scrubbed(text)).toEqual({ text: left, found }));

  it('leaves texts without names of secrets alone, and ends on any', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]":<>/=&?ab \n\\1') }), text => {
        expect(scrubbed(text)).toEqual({ text, found: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes time linear in the text', () => {
    const startedAt = performance.now();
    for (const piece of ['"token": ', '<token>', 'token=', 'token: a\n', '"token": {', 'Bearer ']) {
      scrubbed(piece.repeat(20_000));
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
