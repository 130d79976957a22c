import { describe, expect, it } from 'vitest';
import { checkRequest, reply } from './chat-model.js';
import { scripted } from './scripted/scripted.js';

const messages = [{ role: 'user', content: 'hi' }] as const;
const tools = [{ name: 'add', description: '', parameters: {} }];

describe('checkRequest', () => {
  it.each([
    [{ messages: [] }, 'a chat needs at least one message'],
    [{ messages, tools, schema: {} }, 'a reply schema cannot be combined with tools'],
    [{ messages, toolChoice: 'required' }, 'a tool call is required and no tool is offered'],
    [{ messages, tools, toolChoice: { name: 'sub' } }, 'the tool to call, "sub", is not among those offered'],
  ] as const)('refuses what no model can serve: %j', (request, message) => {
    expect(() => checkRequest(request)).toThrow(message);
  });

  it('accepts the rest', () => {
    checkRequest({ messages, schema: {} });
    checkRequest({ messages, tools, toolChoice: { name: 'add' } });
    checkRequest({ messages, toolChoice: 'none' });
  });
});

describe('reply', () => {
  it('gives the whole reply', async () => {
    const said = await reply(scripted(['one two']), { messages });
    expect(said.message).toEqual({ role: 'assistant', content: 'one two', toolCalls: [] });
  });
});
