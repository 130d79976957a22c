import { expect, it } from 'vitest';
import { observedValue, toolDialogue } from './tool-dialogue.js';

it('tells a conversation as requests, calls and observations', () => {
  const call = { id: 'c', name: 'add', arguments: '{"a": 1}' };
  expect(
    toolDialogue([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'One more' },
      { role: 'assistant', content: 'Let me see', toolCalls: [call, { ...call, arguments: '[1', missing: ['a'] }] },
      {
        role: 'tool',
        callId: 'c',
        name: 'add',
        content: '<observation status="ok" provenance="local">\n{"n": 2}\n</observation>',
      },
      { role: 'assistant', content: 'two', toolCalls: [] },
      { role: 'assistant', content: ' ', toolCalls: [] },
    ]),
  ).toEqual([
    { role: 'request', text: 'One more' },
    {
      role: 'calls',
      calls: [
        { name: 'add', arguments: { a: 1 } },
        { name: 'add', arguments: { a: null }, missing: ['a'] },
      ],
    },
    { role: 'observation', name: 'add', text: '{"n": 2}' },
    { role: 'answer', text: 'two' },
    { role: 'none' },
  ]);
});

it('reads the value that was observed', () => {
  const shown = (text: string) => `<observation status="ok">\n${text}\n</observation>\nThe complete reply is kept.`;
  expect([observedValue(shown('{"a": [1]}')), observedValue(shown('two\nlines')), observedValue('7')]).toEqual([
    { a: [1] },
    'two\nlines',
    7,
  ]);
});
