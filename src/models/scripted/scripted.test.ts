import { describe, expect, it } from 'vitest';
import { chatModelContract } from '../chat-model.contract.js';
import { type ChatDelta, type ChatRequest, reply } from '../chat-model.js';
import { type ScriptedReply, scripted } from './scripted.js';

const ask = (content: string): ChatRequest => ({ messages: [{ role: 'user', content }] });

describe('scripted', () => {
  it('says texts, calls and details in order', async () => {
    const model = scripted([
      'hello there',
      { name: 'add', arguments: { a: 1 } },
      [
        { name: 'one', arguments: '{broken' },
        { name: 'two', arguments: {}, id: 'x' },
      ],
      { text: 'cut', finish: 'length', usage: { inputTokens: 7, outputTokens: 1, counted: true }, warnings: ['w'] },
    ]);
    const replies = [];
    for (const text of ['a', 'b', 'c', 'd']) replies.push(await reply(model, ask(text)));
    const estimated = { inputTokens: 5, counted: false };
    expect(replies).toEqual([
      {
        message: { role: 'assistant', content: 'hello there', toolCalls: [] },
        finish: 'stop',
        usage: { ...estimated, outputTokens: 3 },
        warnings: [],
      },
      {
        message: {
          role: 'assistant',
          content: '',
          toolCalls: [{ id: 'call_1_0', name: 'add', arguments: '{"a":1}' }],
        },
        finish: 'tool-calls',
        usage: { ...estimated, outputTokens: 2 },
        warnings: [],
      },
      {
        message: {
          role: 'assistant',
          content: '',
          toolCalls: [
            { id: 'call_2_0', name: 'one', arguments: '{broken' },
            { id: 'x', name: 'two', arguments: '{}' },
          ],
        },
        finish: 'tool-calls',
        usage: { ...estimated, outputTokens: 3 },
        warnings: [],
      },
      {
        message: { role: 'assistant', content: 'cut', toolCalls: [] },
        finish: 'length',
        usage: { inputTokens: 7, outputTokens: 1, counted: true },
        warnings: ['w'],
      },
    ]);
  });

  it('streams a text word by word', async () => {
    const deltas: ChatDelta[] = [];
    for await (const delta of scripted([' one  two\n']).chat(ask('a'))) deltas.push(delta);
    expect(deltas).toEqual([
      { type: 'text', text: ' one' },
      { type: 'text', text: '  two\n' },
    ]);
  });

  it('answers by a function, waiting for it no longer than the signal allows', async () => {
    const model = scripted(request => `you said ${request.messages[0]?.content}`);
    expect((await reply(model, ask('hi'))).message.content).toBe('you said hi');
    const stuck = scripted(() => new Promise<string>(() => {}));
    const controller = new AbortController();
    const waiting = reply(stuck, { ...ask('hi'), signal: controller.signal });
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
  });

  it('keeps the requests it saw, as they were then', async () => {
    const model = scripted(['a', 'b']);
    const messages = [{ role: 'user' as const, content: 'one' }];
    await reply(model, { messages, temperature: 0 });
    messages.push({ role: 'user', content: 'two' });
    await reply(model, { messages });
    expect(model.requests).toEqual([
      { messages: [{ role: 'user', content: 'one' }], temperature: 0 },
      {
        messages: [
          { role: 'user', content: 'one' },
          { role: 'user', content: 'two' },
        ],
      },
    ]);
  });

  it('throws scripted errors, and says when the script is over', async () => {
    const model = scripted([new Error('scripted trouble')]);
    await expect(reply(model, ask('a'))).rejects.toThrow('scripted trouble');
    await expect(reply(model, ask('b'))).rejects.toMatchObject({
      code: 'model-failed',
      message: 'the script has 1 replies and request 2 came',
    });
  });
});

const contractReplies: Record<string, ScriptedReply> = {
  text: 'Hello, monkeys!',
  tools: { name: 'add', arguments: { a: 1, b: 2 } },
  schema: '{"name": "capuchin"}',
};
chatModelContract('scripted', async scenario => scripted([contractReplies[scenario] ?? '']));
