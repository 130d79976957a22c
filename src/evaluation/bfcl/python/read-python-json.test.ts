import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toJson } from './python-value.js';
import { readPythonJson } from './read-python-json.js';
import { pythonRepr } from './unparse-python.js';

it('keeps whole numbers apart from others', () => {
  const read = readPythonJson('{"a": [1, 1.0, -2e3, 12345678901234567890, true, null, "x\\u00e9"]}');
  expect(read && pythonRepr(read)).toBe("{'a': [1, 1.0, -2000.0, 12345678901234567890, True, None, 'xé']}");
});

it('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json(), text => {
      const read = readPythonJson(text);
      // Compared as text: minus zero is written 0.
      expect(JSON.stringify(read && toJson(read))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

it.each(['', '{', '[1,]', '{"a" 1}', '{a: 1}', '01', '1.', '"a\nb"', 'nul', '1 2', '[[', "'a'", `${'['.repeat(5000)}`])(
  'finds nothing in %j',
  text => {
    expect(readPythonJson(text)).toBeUndefined();
  },
);
