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
