import { expect, it } from 'vitest';
import { parseArguments } from './parse-arguments.js';

it('reads one JSON object, and nothing at all as none', () => {
  expect([parseArguments('{"a": 1}'), parseArguments(' ')]).toEqual([{ value: { a: 1 } }, { value: {} }]);
});

it('says what is wrong with anything else', () => {
  expect(parseArguments('[1]')).toEqual({ value: [1], problem: 'the arguments must be one JSON object' });
  expect(parseArguments('{"a": ')).toEqual({
    value: '{"a": ',
    problem: expect.stringContaining('the arguments are not JSON: '),
  });
});

it.each([
  [`{a: 'x', "b": [1,],}`, { a: 'x', b: [1] }],
  ['```json\n{"a": 1}\n```', { a: 1 }],
  ['{"a": True}', { a: true }],
])('repairs %s and says so', (text, value) => {
  expect(parseArguments(text)).toEqual({
    value,
    repaired: `the arguments were not quite JSON and were read as ${JSON.stringify(value)}`,
  });
});

it.each(['{"a": "cut o', '{"a": 1} and {"b": 2}', 'call it with {"a": 1}', '[{"a": 1}]'])('leaves %s alone', text => {
  expect(parseArguments(text).problem).toBeDefined();
});
