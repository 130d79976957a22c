import { expect, it } from 'vitest';
import type { Message } from '../../chat-model.js';
import { isAnswered, requestIn, turnsOf } from './conversation.js';

const messages: readonly Message[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Add 1 and 2.' },
  { role: 'assistant', content: '', toolCalls: [{ id: 'c', name: 'add', arguments: '{"a": 1, "b": 2}' }] },
  { role: 'tool', callId: 'c', name: 'add', content: '3' },
];

it('tells calls and observations as text', () => {
  expect(turnsOf(messages)).toEqual([
    { type: 'system', text: 'Be brief.' },
    { type: 'user', text: 'Add 1 and 2.' },
    { type: 'model', response: ['{"name": "add", "arguments": {"a": 1, "b": 2}}'] },
    { type: 'user', text: 'add gave: 3' },
  ]);
});

it('knows what is asked and whether a tool has answered it', () => {
  expect([requestIn(messages), isAnswered(messages)]).toEqual(['Add 1 and 2.', true]);
  const asked: readonly Message[] = [...messages, { role: 'user', content: ' And now? ' }];
  expect([requestIn(asked), isAnswered(asked)]).toEqual(['And now?', false]);
});
