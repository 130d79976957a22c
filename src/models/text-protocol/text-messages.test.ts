import { expect, it } from 'vitest';
import { parsePrompt } from '../../base/index.js';
import { textMessages } from './text-messages.js';

const result = parsePrompt('---\nslots: name, content\n---\n{{name}} gave {{content}}\n', 'result');

it('tells a conversation with calls in words, roles taking turns', () => {
  expect(
    textMessages(
      [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Add, then tell the time.' },
        {
          role: 'assistant',
          content: 'Well.',
          toolCalls: [
            { id: '1', name: 'add', arguments: '{"a":1}' },
            { id: '2', name: 'now', arguments: '{broken' },
          ],
        },
        { role: 'tool', callId: '1', name: 'add', content: '1' },
        { role: 'tool', callId: '2', name: 'now', content: '{{content}}' },
        { role: 'user', content: 'And?' },
      ],
      'Functions: …',
      result,
    ),
  ).toEqual([
    { role: 'system', content: 'Functions: …\n\nBe brief.' },
    { role: 'user', content: 'Add, then tell the time.' },
    {
      role: 'assistant',
      content: 'Well.\n{"name": "add", "arguments": {"a":1}}\n{"name": "now", "arguments": "{broken"}',
      toolCalls: [],
    },
    { role: 'user', content: 'add gave 1\n\nnow gave {{content}}\n\nAnd?' },
  ]);
});

it('adds no system message without instructions', () => {
  const messages = [{ role: 'user', content: 'hi' }] as const;
  expect(textMessages(messages, '', result)).toEqual(messages);
});
