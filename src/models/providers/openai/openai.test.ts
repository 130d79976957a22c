import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../../base/index.js';
import { chatModelContract, collect, joined } from '../../chat-model.contract.js';
import { type ChatReply, type ChatRequest, reply } from '../../chat-model.js';
import { withTextTools } from '../../text-protocol/with-text-tools.js';
import { type Answer, bytesOf, type LocalServer, localServer } from '../fixtures/local-server.js';
import { type OpenAiOptions, openai } from './openai.js';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const hi: ChatRequest = { messages: [{ role: 'user', content: 'hi' }] };
const tools = ['add', 'now'].map(name => ({ name, description: `${name}.`, parameters: { type: 'object' } }));
const assistant = { role: 'assistant' as const, content: '', toolCalls: [] };

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serving(answer: Answer, options: Partial<OpenAiOptions> = {}) {
  server = await localServer(answer);
  return openai({ model: 'm', baseUrl: `${server.url}/v1/`, key: 'sesame', clock: manualClock(), ...options });
}

describe('openai', () => {
  it('sends the request and maps the reply', async () => {
    const model = await serving({ chunks: [fixture('openai-text.sse')] });
    const request: ChatRequest = {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'hi' },
      ],
      temperature: 0,
      seed: 7,
      maxTokens: 50,
      stop: ['END'],
    };
    expect(await collect(model, request)).toEqual({
      deltas: [
        { type: 'text', text: 'Grüße' },
        { type: 'text', text: ' 🐒!' },
      ],
      reply: {
        message: { ...assistant, content: 'Grüße 🐒!' },
        finish: 'stop',
        usage: { inputTokens: 1200, outputTokens: 4, cachedInputTokens: 1024, counted: true },
        warnings: [],
      },
    });
    expect(server?.seen).toMatchObject([
      {
        path: '/v1/chat/completions',
        headers: { authorization: 'Bearer sesame', 'content-type': 'application/json' },
        body: {
          model: 'm',
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'hi' },
          ],
          stream: true,
          stream_options: { include_usage: true },
          temperature: 0,
          max_tokens: 50,
          stop: ['END'],
          seed: 7,
        },
      },
    ]);
    expect(model.id).toBe(`openai:m@${server?.url}/v1`);
  });

  const quirks: [string, Pick<ChatReply, 'message' | 'finish' | 'usage'> & Partial<ChatReply>][] = [
    [
      'openai-parallel-calls.sse',
      {
        message: {
          ...assistant,
          toolCalls: [
            { id: 'call_aaa', name: 'add', arguments: '{"a":1}' },
            { id: 'call_bbb', name: 'now', arguments: '{}' },
          ],
        },
        finish: 'tool-calls',
        usage: { inputTokens: 60, outputTokens: 20, counted: true },
      },
    ],
    [
      'ollama-calls.sse',
      {
        message: {
          ...assistant,
          toolCalls: [
            { id: 'call_x1', name: 'add', arguments: '{"a":1}' },
            { id: 'call_x2', name: 'add', arguments: '{"a":2}' },
          ],
        },
        finish: 'tool-calls',
        usage: { inputTokens: 5, outputTokens: 6, counted: false },
      },
    ],
    [
      'vllm-reasoning.sse',
      {
        message: { ...assistant, content: 'No' },
        finish: 'stop',
        usage: { inputTokens: 11, outputTokens: 3, counted: true },
        reasoning: 'Think hard.',
        logprobs: [
          {
            token: 'No',
            logprob: -0.2,
            alternatives: [
              { token: 'No', logprob: -0.2 },
              { token: 'Maybe', logprob: -0.9 },
              { token: 'Yes', logprob: -1.8 },
            ],
          },
        ],
      },
    ],
    [
      'llama-server-no-done.sse',
      {
        message: { ...assistant, toolCalls: [{ id: 'call_1_0', name: 'add', arguments: '{"a":1}' }] },
        finish: 'tool-calls',
        usage: { inputTokens: 5, outputTokens: 3, counted: false },
      },
    ],
    [
      'tgi-call.sse',
      {
        message: { ...assistant, toolCalls: [{ id: 'call_1_0', name: 'add', arguments: '{"a": 1}' }] },
        finish: 'tool-calls',
        usage: { inputTokens: 5, outputTokens: 3, counted: false },
      },
    ],
  ];

  it.each(quirks)('maps %s, wherever its bytes are cut', async (name, expected) => {
    for (const length of [1, 5, 64, 100_000]) {
      const model = await serving({ chunks: bytesOf(fixture(name), length) });
      const { deltas, reply: said } = await collect(model, hi);
      expect(said).toEqual({ warnings: [], ...expected });
      const calls = said.message.toolCalls.map(call => ({ name: call.name, arguments: call.arguments }));
      expect(joined(deltas)).toEqual({ content: said.message.content, calls });
      await server?.close();
    }
  });

  it('takes a reply that was not streamed', async () => {
    const model = await serving({
      headers: { 'content-type': 'application/json' },
      chunks: [fixture('unstreamed.json')],
    });
    expect(await reply(model, hi)).toEqual({
      message: { ...assistant, content: 'Hello', toolCalls: [{ id: 'call_1', name: 'add', arguments: '{"a":1}' }] },
      finish: 'tool-calls',
      usage: { inputTokens: 5, outputTokens: 6, counted: true },
      warnings: [],
    });
  });

  it('reports a cut reply as such, calls or not', async () => {
    const cut = fixture('openai-parallel-calls.sse').replace(
      '"finish_reason":"tool_calls"',
      '"finish_reason":"length"',
    );
    expect((await reply(await serving({ chunks: [cut] }), hi)).finish).toBe('length');
  });

  it('fails when the stream ends before the reply does', async () => {
    const half = fixture('openai-text.sse').split('\n\n').slice(0, 2).join('\n\n');
    await expect(reply(await serving({ chunks: [half] }), hi)).rejects.toMatchObject({
      code: 'model-failed',
      message: `${server?.url}/v1 broke off in the middle of a reply (try again, or look at its log)`,
    });
  });

  it('fails on an error within the stream', async () => {
    const model = await serving({ chunks: [fixture('error-in-stream.sse')] });
    await expect(reply(model, hi)).rejects.toThrow('the server broke off: out of memory');
  });

  it.each([
    ['{"object":"list","data":[]}', 'application/json'],
    ['data: [1]\n\n', 'text/event-stream'],
  ])('says so when %s comes', async (text, type) => {
    const model = await serving({ headers: { 'content-type': type }, chunks: [text] });
    await expect(reply(model, hi)).rejects.toThrow('where a chat completion was expected (check the base URL)');
  });

  it('never shows the key', async () => {
    const model = await serving({ status: 401, chunks: ['{"error":{"message":"bad key sesame"}}'] });
    await expect(reply(model, hi)).rejects.toThrow(`${server?.url}/v1 answered 401: bad key [key] (check the key)`);
    expect(JSON.stringify(model)).not.toContain('sesame');
  });

  it('offers tools as the request says', async () => {
    const model = await serving({ chunks: [fixture('openai-text.sse')] });
    for (const toolChoice of ['auto', 'none', 'required', { name: 'now' }] as const) {
      await reply(model, { ...hi, tools, toolChoice });
    }
    await reply(model, { ...hi, tools });
    const bodies = server?.seen.map(({ body }) => body as Record<string, unknown>) ?? [];
    expect(bodies.map(body => body['tool_choice'])).toEqual([
      'auto',
      'none',
      'required',
      { type: 'function', function: { name: 'now' } },
      undefined,
    ]);
    expect(bodies[0]?.['tools']).toEqual([
      { type: 'function', function: { name: 'add', description: 'add.', parameters: { type: 'object' } } },
      { type: 'function', function: { name: 'now', description: 'now.', parameters: { type: 'object' } } },
    ]);
  });
});

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const call = { index: 0, id: 'call_1', function: { name: 'add', arguments: '{"a":1,"b":2}' } };
const contractReplies = {
  text: [chunk({ content: 'Hello, ' }), chunk({ content: 'monkeys!' }), chunk({}, 'stop')],
  tools: [chunk({ tool_calls: [call] }), chunk({}, 'tool_calls')],
  schema: [chunk({ content: '{"name":' }), chunk({ content: '"capuchin"}' }), chunk({}, 'stop')],
};
chatModelContract('openai', async scenario => serving({ chunks: [...contractReplies[scenario], 'data: [DONE]\n\n'] }));
chatModelContract('openai with tools in the prompt', async scenario => {
  const said = { ...contractReplies, tools: [chunk({ content: '{"name":"add","arguments":{"a":1,"b":2}}' }, 'stop')] };
  return withTextTools(await serving({ chunks: said[scenario] }, { dialect: { tools: 'text' } }));
});
