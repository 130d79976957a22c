import { expect, it } from 'vitest';
import type { ToolSpec } from '../../../chat-model.js';
import { parseReply } from './parse-reply.js';

const tools = ['send', 'send.all', 'ip'].map(
  (name): ToolSpec => ({ name, description: '', parameters: { type: 'object' } }),
);
const calls = (text: string) => {
  const reply = parseReply(text, tools);
  return reply.kind === 'calls' ? reply.calls : reply.kind;
};

it('reads calls as they are written', () => {
  expect(calls('send {"to": "a\\n?", "at": 5.0}\nip {}')).toEqual([
    { name: 'send', arguments: '{"to": "a\\n?", "at": 5.0}' },
    { name: 'ip', arguments: '{}' },
  ]);
});

it('reads what is left open', () => {
  expect(calls('send.all {"text": ?, "who?": ["?"], "at": ?}')).toEqual([
    { name: 'send.all', arguments: '{"who?": ["?"]}', missing: ['text', 'at'] },
  ]);
});

it('keeps one of equal calls', () => {
  expect(calls('ip {}\nsend {"to": "a"}\nip {}\nsend {"to": "b"}')).toEqual([
    { name: 'ip', arguments: '{}' },
    { name: 'send', arguments: '{"to": "a"}' },
    { name: 'send', arguments: '{"to": "b"}' },
  ]);
});

it('knows no call and answers', () => {
  expect([calls('none'), calls('answer:'), calls('answer: 5')]).toEqual(['none', 'answer', 'answer']);
});

it.each(['send {"to": "a', 'send {"to": "5}', 'send {"to": ?', 'send {', 'sen', ''])(
  'leaves out "%s", which is cut off',
  rest => {
    expect(calls(`ip {}\n${rest}`)).toEqual([{ name: 'ip', arguments: '{}' }]);
  },
);
