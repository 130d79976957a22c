import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePythonCalls } from './decode-python-calls.js';
import { toJson } from './python-value.js';
import { pythonRepr } from './unparse-python.js';

/** Calls as Python writes them, so that `1`, `1.0` and `'1'` can be told apart. */
function decoded(text: string) {
  return decodePythonCalls(text)?.map(
    ({ name, arguments: given }) =>
      `${name}(${[...given].map(([key, value]) => `${key}=${pythonRepr(value)}`).join(', ')})`,
  );
}

describe('decodePythonCalls', () => {
  it.each([
    ['[f(a=1, b=2.0), g.h(c="x")]', ['f(a=1, b=2.0)', "g.h(c='x')"]],
    ['f(a=True, b=None)', ['f(a=True, b=None)']],
    ['```\n[f()]\n```', ['f()']],
    ['', []],
    ['[]', []],
    ['[f(a=1),]', ['f(a=1)']],
    ['[f(a={"k": (1, [2, 3.5])})]', ["f(a={'k': (1, [2, 3.5])})"]],
    ['[f(a="""x\ny""", b=r"\\n", c="a" \'b\')]', ["f(a='x\\ny', b='\\\\n', c='ab')"]],
    ['[f(a="\\u00e9\\x41\\101\\q")]', ["f(a='éAA\\\\q')"]],
    ['[f(a=1_000, b=0x1F, c=1e3, d=.5)]', ['f(a=1000, b=31, c=1000.0, d=0.5)']],
    ['[f(a=123456789012345678901234567890)]', ['f(a=123456789012345678901234567890)']],
    ['[f(a={1: 2, 1.0: 3, True: 4})]', ['f(a={1: 4})']],
  ])('reads %s', (text, calls) => {
    expect(decoded(text)).toEqual(calls);
  });

  it.each([
    ['drops positional arguments', '[f(1, [2], a=3)]', ['f(a=3)']],
    ['takes every sign for a minus', '[f(a=-5, b=+5)]', ['f(a=-5, b=-5)']],
    ['takes names for texts', '[f(a=true, b=YYYY)]', ["f(a='true', b='YYYY')"]],
    ['works operators out', '[f(a=5+1, b=7//2, c=2**0.5, d="ab"*2)]', ["f(a=6, b=3, c=1.4142135623730951, d='abab')"]],
    ['keeps calls with names as objects', '[f(a=g(b=1))]', ["f(a={'g': {'b': 1}})"]],
    ['keeps other calls as text', '[f(a=date( 2020,1 ))]', ["f(a='date(2020, 1)')"]],
    ['keeps subscripts as text', '[f(a=x["y"])]', ["f(a='x[\\'y\\']')"]],
    ['leaves out what a method is called on', '[make().run(a=1)]', ['run(a=1)']],
  ])('%s, as the original does', (_title, text, calls) => {
    expect(decoded(text)?.map(call => call.replace(/"x\['y'\]"/, "'x[\\'y\\']'"))).toEqual(calls);
  });

  it.each([
    '```python\n[f(a=1)]\n```',
    'Sure: [f(a=1)]',
    '[f(a=1)];',
    '[f(a=1',
    '[x = f(a=1)]',
    "'[f(a=1)]'",
    '[{"name": "f"}]',
    '[f(a=b.c)]',
    '[f(a=[x for x in y])]',
    '[f(a=lambda: 1)]',
    '[f(a=f"{x}")]',
    '[f(a={1, 2})]',
    '[f(a=1 < 2)]',
    '[f(a=1, 2)]',
    '[f(class=1)]',
    '[f(a=012)]',
    '[f(a=5x)]',
    '[f(a={[1]: 2})]',
    '[f(a=1/0)]',
    '[f(a="x\n")]',
    '[f(a=1)]\n[g(b=2)]',
    '[f(a=max(1, 2) + 1)]',
  ])('refuses %j', text => {
    expect(decodePythonCalls(text)).toBeUndefined();
  });

  it('reads back what was written', () => {
    const value = fc.letrec(tie => ({
      any: fc.oneof(
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.string(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, given => {
        const read = decodePythonCalls(`[f(a=${python(given)})]`)?.[0]?.arguments.get('a');
        expect(read && JSON.stringify(toJson(read))).toBe(JSON.stringify(given));
      }),
    );
  });

  it('neither throws nor stalls, whatever it is given', () => {
    const pieces = [
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ',',
      '=',
      ':',
      '"',
      "'",
      '\\',
      '\n',
      'f',
      ' ',
      '1',
      '**',
      '-',
      '.',
      '`',
      '"""',
      'not ',
      '#',
    ];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.constantFrom(...pieces)).map(all => all.join('')),
        ),
        text => {
          decodePythonCalls(text);
        },
      ),
      { numRuns: 2000 },
    );
    const startedMs = performance.now();
    for (const piece of [...pieces, '1+', 'f(', 'a.', '[f(a=', "'a' ", 'f()', '-1', ' \n', '9', '1**9**9']) {
      decodePythonCalls(piece.repeat(50_000));
      decodePythonCalls(`[f(a=${piece.repeat(20_000)}`);
    }
    expect(decodePythonCalls(`[f(a=${'9'.repeat(5000)})]`)).toBeUndefined();
    expect(decodePythonCalls('[f(a=9**9**9**9)]')).toBeUndefined();
    expect(decodePythonCalls('[f(a="x"*999999999)]')).toBeUndefined();
    expect(performance.now() - startedMs).toBeLessThan(20_000); // some 70 texts, none of which may take seconds
  });
});

function python(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}: ${python(each)}`)
    .join(', ')}}`;
}
