import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../base/index.js';
import { decodePythonCalls } from '../python/decode-python-calls.js';
import { type PythonValue, textMembers } from '../python/python-value.js';
import { readPythonJson } from '../python/read-python-json.js';
import { type CallShape, checkCalls } from './check-calls.js';
import { functionDocument } from './function-document.js';
import { java, javascript, type Language, python } from './language.js';

const value = (written: JsonValue | string) =>
  readPythonJson(typeof written === 'string' ? written : JSON.stringify(written)) as PythonValue & {
    readonly kind: 'dict';
  };

/** `accepted` is JSON text, so that 2 and 2.0 can be told apart. */
function fault(
  calls: string,
  properties: JsonObject,
  accepted: string,
  language: Language = python,
  required: string[] = [],
) {
  const parameters = textMembers(value(accepted)).map(
    ([name, options]) => [name, options.kind === 'list' ? options.items : []] as const,
  );
  return checkCalls(decodePythonCalls(calls) ?? [], {
    shape: 'simple',
    language,
    functions: [functionDocument({ name: 'f', parameters: { type: 'dict', properties, required } })],
    accepted: [{ name: 'f', parameters: new Map(parameters) }],
  });
}

describe('a call', () => {
  it.each([
    ['g(a=1)', 'simple_function_checker:wrong_func_name'],
    ['f()', 'simple_function_checker:missing_required'],
    ['f(a=1, c=2)', 'simple_function_checker:unexpected_param'],
    ['f(a=1)', 'simple_function_checker:missing_optional'],
    ['f(a=1, b="x"), f(a=1, b="x")', 'simple_function_checker:wrong_count'],
    ['f(a=1, b="x")', undefined],
  ])('%s: %s', (calls, expected) => {
    const properties = { a: { type: 'integer' }, b: { type: 'string' }, c: { type: 'integer' } };
    expect(fault(calls, properties, '{"a": [1], "b": ["x"]}', python, ['a'])).toBe(expected);
  });

  it('may leave out what lists the empty text', () => {
    expect(fault('f()', { a: { type: 'integer' } }, '{"a": [1, ""]}')).toBeUndefined();
  });
});

describe('a value', () => {
  it.each<[type: JsonObject, given: string, accepted: string, expected: string | undefined]>([
    [{ type: 'integer' }, '2', '[2]', undefined],
    [{ type: 'integer' }, '2.0', '[2]', 'type_error:simple'],
    [{ type: 'integer' }, 'True', '[1]', 'type_error:simple'],
    [{ type: 'integer' }, '3', '[2]', 'value_error:others'],
    [{ type: 'integer' }, '2.5', '[2.5]', undefined], // accepted as a variable
    [{ type: 'float' }, '2', '[2.0]', undefined],
    [{ type: 'string' }, '"New-York, NY."', '["new york ny"]', undefined],
    [{ type: 'string' }, '"it\'s"', '["it\\"s"]', undefined],
    [{ type: 'string' }, '"Oslo"', '["Rome", ""]', 'value_error:string'],
    [{ type: 'string' }, '""', '["Rome", ""]', undefined],
    [{ type: 'any' }, '5', '[5]', undefined],
    [{ type: 'boolean' }, '"true"', '[true]', 'type_error:simple'],
    [{ type: 'array', items: { type: 'string' } }, '["A b", "c"]', '[["ab", "C"]]', undefined],
    [{ type: 'array', items: { type: 'string' } }, '["c", "A b"]', '[["ab", "C"]]', 'value_error:list/tuple'],
    [{ type: 'array', items: { type: 'integer' } }, '[1, "2"]', '[[1, 2]]', 'type_error:nested'],
    [{ type: 'array', items: { type: 'integer' } }, '[1, "2"]', '[[1, 2], ""]', 'value_error:list/tuple'],
    [{ type: 'array', items: { type: 'integer' } }, '[]', '[[1], ""]', undefined],
    [{ type: 'array', items: { type: 'integer' } }, '(1, 2)', '[[1, 2]]', 'type_error:simple'],
    [{ type: 'tuple', items: { type: 'integer' } }, '(1, 2)', '[[1, 2]]', undefined],
    [{ type: 'tuple', items: { type: 'integer' } }, '[1, 2]', '[[1, 2]]', undefined],
    [{ type: 'dict' }, '{"a": "X"}', '[{"a": ["x"], "b": ["y", ""]}]', undefined],
    [{ type: 'dict' }, '{"a": "z"}', '[{"a": ["x"]}]', 'value_error:dict_value'],
    [{ type: 'dict' }, '{"a": "x", "c": 1}', '[{"a": ["x"]}]', 'value_error:dict_key'],
    [{ type: 'dict' }, '{}', '[{"a": ["x"]}]', 'value_error:dict_key'],
    [{ type: 'array', items: { type: 'dict' } }, '[{"a": 1}]', '[[{"a": [1]}]]', undefined],
    [
      { type: 'array', items: { type: 'dict' } },
      '[{"a": 1}, {"a": 1}]',
      '[[{"a": [1]}]]',
      'value_error:list_dict_count',
    ],
    [{ type: 'array', items: { type: 'dict' } }, '[{"a": 2}]', '[[{"a": [1]}]]', 'value_error:dict_value'],
  ])('%j given %s, accepted %s: %s', (type, given, accepted, expected) => {
    expect(fault(`f(a=${given})`, { a: type }, `{"a": ${accepted}}`)).toBe(expected);
  });

  it.each<[Language, JsonObject, string, string, string | undefined]>([
    [java, { type: 'integer' }, '5', '[5]', 'type_error:java'],
    [java, { type: 'integer' }, '"5"', '[5]', undefined],
    [java, { type: 'long' }, '"5"', '[5]', 'type_error:simple'],
    [java, { type: 'long' }, '"5L"', '[5]', undefined],
    [java, { type: 'float' }, '"1.5f"', '[1.5]', undefined],
    [java, { type: 'any' }, '"new Point(1, 2)"', '["new Point(1,2)"]', undefined],
    [
      java,
      { type: 'ArrayList', items: { type: 'integer' } },
      '"new ArrayList<Integer>(Arrays.asList(1, 2))"',
      '[[1, 2]]',
      undefined,
    ],
    [
      java,
      { type: 'ArrayList', items: { type: 'String' } },
      '"new ArrayList<String>() {{ add(\\"a\\"); add(\\"b\\"); }}"',
      '[["a", "b"]]',
      undefined,
    ],
    [
      java,
      { type: 'Array', items: { type: 'String' } },
      '"new String[]{\\"a\\"}"',
      '[["a"]]',
      'value_error:list/tuple',
    ],
    [java, { type: 'Array', items: { type: 'integer' } }, '"new int[]{1, 2}"', '[[1, 2]]', undefined],
    [java, { type: 'HashMap' }, '"new HashMap<String, Object>() {{ put(\\"a\\", 1L); }}"', '[{"a": [1]}]', undefined],
    [java, { type: 'HashMap' }, '"new HashMap<>()"', '[{"a": [1, ""]}]', undefined],
    [javascript, { type: 'Bigint' }, '"5n"', '[5]', undefined],
    [javascript, { type: 'Boolean' }, '"true"', '[true]', undefined],
    [javascript, { type: 'String' }, '"\'a\'"', '["a"]', undefined],
    [javascript, { type: 'array', items: { type: 'String' } }, '"[\'a\', \\"b\\"]"', '[["a", "b"]]', undefined],
    [javascript, { type: 'array' }, '"new Array(1, 2.5)"', '[[1, 2.5]]', undefined],
    [javascript, { type: 'array' }, '"[[1, 2], [3]]"', '[[[1, 2], [3]]]', undefined],
    [
      javascript,
      { type: 'dict' },
      '"{a: 1, \'b\': \\"x\\", c: [1]}"',
      '[{"a": [1], "b": ["x"], "c": [[1]]}]',
      undefined,
    ],
    [javascript, { type: 'dict' }, '{"a": 1}', '[{"a": [1]}]', 'type_error:js'],
  ])('%# of another language', (language, type, given, accepted, expected) => {
    expect(fault(`f(a=${given})`, { a: type }, `{"a": ${accepted}}`, language)).toBe(expected);
  });
});

describe('several calls', () => {
  const functions = ['f', 'g'].map(name =>
    functionDocument({ name, parameters: { properties: { a: { type: 'integer' } }, required: ['a'] } }),
  );
  const right = (name: string, ...values: number[]) => ({
    name,
    parameters: new Map([['a', values.map(each => value(each))]]),
  });
  const check = (shape: CallShape, calls: string, ...accepted: ReturnType<typeof right>[]) =>
    checkCalls(decodePythonCalls(calls) ?? [], { shape, language: python, functions, accepted });

  it('may come in any order, each taken by the first that it is right for', () => {
    expect(check('parallel', 'g(a=2), f(a=1)', right('f', 1), right('g', 2))).toBeUndefined();
    expect(check('parallel', 'f(a=1), f(a=2)', right('f', 1, 2), right('f', 1))).toBe(
      'parallel_function_checker_no_order:cannot_find_match',
    );
    expect(check('parallel', 'f(a=1)', right('f', 1), right('f', 1))).toBe(
      'parallel_function_checker_no_order:wrong_count',
    );
    expect(check('parallel', 'f(a=1), f(a=1)', right('f', 1), right('f', 1))).toBeUndefined();
  });

  it('are one where one of several functions is to be chosen', () => {
    expect(check('multiple', 'g(a=2)', right('g', 2))).toBeUndefined();
    expect(check('multiple', 'f(a=2)', right('g', 2))).toBe('simple_function_checker:wrong_func_name');
    expect(check('multiple', '[]', right('g', 2))).toBe('multiple_function_checker:wrong_count');
  });
});
