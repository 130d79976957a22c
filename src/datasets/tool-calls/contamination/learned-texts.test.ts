import { expect, it } from 'vitest';
import type { JsonValue } from '../../../base/index.js';
import { learnedTexts } from './learned-texts.js';

const tool = { name: 'f', parameters: { type: 'object', properties: { a: {} } } };

it.each<[string, JsonValue, string[], string[]]>([
  ['a text', 'Hello', ['Hello'], []],
  ['a row of requests', { query: 'Where?', text: '' }, ['Where?'], []],
  [
    'chat messages',
    {
      messages: [
        { role: 'system', content: 's' },
        { role: 'user', content: 'Go' },
      ],
      tools: [{ type: 'function', function: tool }],
    },
    ['Go'],
    ['f'],
  ],
  [
    'ShareGPT',
    {
      conversations: [
        { from: 'human', value: 'Go' },
        { from: 'gpt', value: 'no' },
      ],
      tools: JSON.stringify([tool]),
    },
    ['Go'],
    ['f'],
  ],
  [
    'sheets',
    { functions: [tool], examples: [{ turns: [{ role: 'request', text: 'Go' }, { role: 'none' }] }] },
    ['Go'],
    ['f'],
  ],
  [
    'training rows',
    {
      prefix: 'p',
      items: [{ segments: [{ text: '<|im_start|>user\nGo\nnow<|im_end|>\n<|im_start|>assistant\n', learn: false }] }],
    },
    ['Go\nnow'],
    [],
  ],
  ['anything else', { a: 1, tools: 'none', messages: 3 }, [], []],
])('%s', (_title, row, requests, functions) => {
  const found = learnedTexts(row);
  expect(found.requests).toEqual(requests);
  expect(found.functions.map(({ name }) => name)).toEqual(functions);
});
