import { describe, expect, it } from 'vitest';
import { parseExactJson } from './exact-json.js';
import { pythonJson } from './python-json.js';

describe('parseExactJson and pythonJson', () => {
  it.each([
    ['{"7620": 1, "42": {"2": 1.0, "1": 12345678901234567890}, "a": []}', undefined],
    ['["\\u00e9\\ud83d\\ude00\\u007f", -0, 1e5, true, null, {}]', undefined],
    ['{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}', 2],
  ])('give %s back to the letter', (text, indent) => {
    const { value, layout } = parseExactJson(text, 'text');
    expect(pythonJson(value, { layout, ...(indent === undefined ? {} : { indent }) })).toBe(text);
    expect(value).toEqual(JSON.parse(text));
  });

  it('writes what was made as Python does', () => {
    const made = { Elo: 1000, text: 'é "x"\n', none: null, list: [] };
    expect(pythonJson(made, { floats: new Set(['Elo']) })).toBe(
      '{"Elo": 1000.0, "text": "\\u00e9 \\"x\\"\\n", "none": null, "list": []}',
    );
    expect(pythonJson('é😀', { ascii: false })).toBe('"é😀"');
  });

  it.each([
    ['{"a": 1, "a": 2}', 'text: the key "a" comes twice, the second time at character 13'],
    ['{"a": 01}', 'text: "}" was expected at character 8'],
    ['[1, 2', 'text: "]" was expected at character 6'],
    ['"\\x"', 'text: a text with a wrong escape ends at character 5'],
    ['NaN', 'text: a value was expected at character 1'],
    ['1 2', 'text: nothing more was expected at character 3'],
  ])('refuses %s', (text, problem) => {
    expect(() => parseExactJson(text, 'text')).toThrow(problem);
  });

  it('refuses values that are nested too deep', () => {
    expect(() => parseExactJson('['.repeat(2_000), 'text')).toThrow('nested deeper than 1000 levels at character 1002');
  });

  it('keeps a key named __proto__ as data', () => {
    const { value } = parseExactJson('{"__proto__": {"x": 1}}', 'text');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
  });
});
