import { describe, expect, it } from 'vitest';
import { defineFunction } from '../catalog/index.js';
import { type ScriptedReply, scripted } from '../models/index.js';
import { ask } from './ask.js';
import { chain } from './chain/chain.js';
import { keptReplies } from './kept-replies.js';
import { ownFunctions } from './own-functions.js';

describe('keptReplies', () => {
  const home = () => keptReplies({ now: () => 0, maxKept: 2 });

  it('offers nothing before something is kept', () => {
    expect(home().api).toBeUndefined();
    expect(home().hint('c1')).toBe('');
  });

  it('reads parts of what is kept, and says what is', async () => {
    const replies = home();
    for (const call of ['c1', 'c2', 'c3']) replies.keep(call, [{ a: 1, b: call }, { a: 2 }, { a: 3 }]);
    const read = (args: Parameters<typeof replies.executor.call>[1]) => replies.executor.call(replies.api!, args);
    expect(await read({ call: 'c3', select: ['b'], limit: 1 })).toMatchObject({
      status: 'ok',
      value: { offset: 0, total: 3, part: ['c3'] },
      provenance: 'local',
    });
    expect(await read({ call: 'c2', select: ['a'] })).toMatchObject({ value: [1, 2, 3] });
    expect(await read({ call: 'c1' })).toMatchObject({
      status: 'failed',
      reason: 'no reply of c1 is kept; there are those of c2, c3',
    });
    expect(await read({ call: 'c2', offset: -1 })).toMatchObject({ status: 'bad-arguments' });
    expect(await read({ call: 'c2', select: ['a['] })).toMatchObject({ status: 'failed' });
  });
});

describe('a chain', () => {
  const list = Array.from({ length: 3_000 }, (_, id) => ({ id, name: `item ${id}` }));
  const tool = (name: string, reply: () => unknown) =>
    defineFunction({
      name,
      description: 'Lists all items.',
      effect: 'read',
      parameters: { type: 'object', properties: {} },
      run: () => reply() as never,
    });

  it('lets the model read on in a reply it was shown a part of, from then on', async () => {
    const own = await ownFunctions([tool('list_items', () => list)]);
    const model = scripted(({ messages }, index): ScriptedReply => {
      if (index === 0) return { name: 'list_items', arguments: {} };
      if (index === 2) return 'It is item 2500.';
      const last = messages.at(-1);
      const call = last?.role === 'tool' ? last.callId : '';
      return { name: 'read_result', arguments: { call, select: ['name'], offset: 2_500, limit: 1 } };
    });
    const answer = await ask('list all items', { model, ...own, planner: chain() });
    expect(answer).toMatchObject({ outcome: 'answered', text: 'It is item 2500.' });
    expect(model.requests.map(({ tools }) => tools?.map(({ name }) => name))).toEqual([
      ['list_items'],
      ['list_items', 'read_result'],
      ['list_items', 'read_result'],
    ]);
    const [first, second] = answer.events.filter(event => event.type === 'call-end');
    const shown = model.requests[1]?.messages.at(-1)?.content ?? '';
    expect(shown).toContain('more items"]\n[cut: ');
    expect(shown).toMatch(/<\/observation>\nThe complete reply is kept; read_result with \{"call": "[^"]+"\}/);
    expect(first?.observation).not.toHaveProperty('value');
    expect(second?.observation).toMatchObject({
      status: 'ok',
      value: { offset: 2_500, total: 3_000, part: ['item 2500'] },
    });
  });

  it('offers no reading where everything was shown, or where an API has the name', async () => {
    const small = await ownFunctions([tool('list_items', () => [1])]);
    const model = scripted([{ name: 'list_items', arguments: {} }, 'Done.']);
    await ask('list all items', { model, ...small, planner: chain() });
    expect(model.requests[1]?.tools?.map(({ name }) => name)).toEqual(['list_items']);

    const named = await ownFunctions([tool('read_result', () => list)]);
    const other = scripted([{ name: 'read_result', arguments: {} }, 'Done.']);
    await ask('list all items', { model: other, ...named, planner: chain() });
    expect(other.requests[1]?.tools?.map(({ description }) => description)).toEqual(['Lists all items.']);
  });
});
