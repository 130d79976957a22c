import { expect, it } from 'vitest';
import { parseReact } from './parse-react.js';

it.each([
  [
    'Thought: I look.\nAction: now\nAction Input: {"id": "oslo"}',
    { thought: 'I look.', call: { name: 'now', arguments: '{"id": "oslo"}' }, problems: [] },
  ],
  [
    '\nThought: \nAction: now\nAction Input: {\n  "id": 1\n}\n',
    { thought: '', call: { name: 'now', arguments: '{\n  "id": 1\n}' }, problems: [] },
  ],
  ['I would look.', { thought: 'I would look.', problems: ['it has no line "Action:"'] }],
  ['', { thought: '', problems: ['it has no line "Action:"'] }],
  ['Thought: so\nAction: now', { thought: 'so', problems: ['it has no line "Action Input:" after "Action:"'] }],
  ['Thought: so\nAction Input: {}', { thought: 'so', problems: ['it has no line "Action:"'] }],
  ['Action:\nAction Input: {}', { thought: '', problems: ['its "Action:" names no function'] }],
  [
    'Action: now\nAction Input: {}\nObservation: 4\nThought: done\nAction: Finish\nAction Input: {}',
    {
      thought: '',
      call: { name: 'now', arguments: '{}' },
      problems: ['the reply goes on with an observation of its own, which is left out'],
    },
  ],
  [
    'Thought: a\nAction: now\nAction Input: {"a": 1} as you wished\nThought: b\nAction: later\nAction Input: {}',
    {
      thought: 'a',
      call: { name: 'now', arguments: '{"a": 1}' },
      problems: ['only the first of its calls is made', 'words after its "Action Input" are left out'],
    },
  ],
  [
    'Thought: a\nAction: now\nAction Input: not JSON',
    { thought: 'a', call: { name: 'now', arguments: 'not JSON' }, problems: [] },
  ],
])('reads %j', (text, read) => {
  expect(parseReact(text)).toEqual(read);
});
