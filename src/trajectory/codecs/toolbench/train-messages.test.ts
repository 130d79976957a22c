import { expect, it } from 'vitest';
import { addNode, searchedRoot } from './searched-node.js';
import { trainMessages } from './train-messages.js';

const reply = (content: string) => ({ role: 'assistant', content }) as const;
const aside = (content: string) => ({ role: 'user', content, valid: false }) as const;

it('has a list for each thought that ended a reply, again where another follows it, and keeps the last aside', () => {
  const root = searchedRoot([{ role: 'user', content: 'q' }]);
  const first = addNode(root, { type: 'Thought', description: 'one', gains: [reply('one')] });
  first.messages.push(aside('differ'), aside('differ again'));
  const second = addNode(first, { type: 'Thought', description: 'two' });
  const action = addNode(second, { type: 'Action', description: 'now' });
  const call = { role: 'assistant', content: 'two', function_call: { name: 'now', arguments: '{}' } } as const;
  const seen = { role: 'function', name: 'now', content: 'warm' } as const;
  const end = addNode(action, { type: 'Action Input', description: '{}', gains: [call, seen] });
  const question = { role: 'user', content: 'q' };
  expect(trainMessages(end)).toEqual([
    [question, reply('one')],
    [question, reply('one')],
    [question, reply('one'), aside('differ again'), call],
  ]);
});
