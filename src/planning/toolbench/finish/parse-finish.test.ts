import { expect, it } from 'vitest';
import { parseFinish } from './parse-finish.js';

it.each([
  ['{"return_type": "give_answer", "final_answer": "4"}', 'answer', 3, '4'],
  ['{"return_type": "give_answer", "final_answer": "two\nlines"}', 'answer', 3, 'two\nlines'],
  ['{"return_type": "give_answer", "final_answer": {"temp": 4}}', 'answer', 3, '{"temp":4}'],
  ['{"return_type": "give_answer", "final_answer": "it is "warm" so\\n"}', 'answer', 3, 'it is "warm" so\n'],
  ['{"return_type":"give_answer","final_answer":"cut off', 'answer', 3, 'cut off'],
  ['{"return_type": "give_up_and_restart"}', 'gave-up', 4, undefined],
  ['{"return_type": "give_up_and_restart", "final_answer": ', 'gave-up', 4, undefined],
  ['{"return_type": "give_answer"}', 'bad-input', 2, undefined],
  ['{"return_type": "later"}', 'bad-input', 2, undefined],
  ['{"final_answer": "4"}', 'bad-input', 2, undefined],
  ['[]', 'bad-input', 2, undefined],
  ['', 'bad-input', 2, undefined],
])('reads %s', (text, outcome, code, answer) => {
  expect(parseFinish(text)).toMatchObject({ outcome, code, ...(answer === undefined ? {} : { answer }) });
});

it('says what is missing', () => {
  expect(parseFinish('{}').text).toBe('{"error":"must have \\"return_type\\"","response":""}');
});
