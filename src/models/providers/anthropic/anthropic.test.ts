import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../../base/index.js';
import { chatModelContract, collect, joined } from '../../chat-model.contract.js';
import { type ChatRequest, reply } from '../../chat-model.js';
import { type Answer, bytesOf, type LocalServer, localServer } from '../fixtures/local-server.js';
import { type AnthropicOptions, anthropic } from './anthropic.js';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const hi: ChatRequest = { messages: [{ role: 'user', content: 'hi' }] };

let server: LocalServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serving(answer: Answer | readonly Answer[], options: Partial<AnthropicOptions> = {}) {
  server = await localServer(...[answer].flat());
  return anthropic({ model: 'm', baseUrl: server.url, key: 'sesame', clock: manualClock(), ...options });
}

describe('anthropic', () => {
  it('sends the request and maps the reply', async () => {
    const model = await serving({ chunks: [fixture('text.sse')] });
    expect(await collect(model, { ...hi, temperature: 0, maxTokens: 50, stop: ['END'] })).toEqual({
      deltas: [
        { type: 'text', text: 'Grüße' },
        { type: 'text', text: ' 🐒!' },
      ],
      reply: {
        message: { role: 'assistant', content: 'Grüße 🐒!', toolCalls: [] },
        finish: 'stop',
        usage: { inputTokens: 330, outputTokens: 6, cachedInputTokens: 300, counted: true },
        warnings: [],
      },
    });
    expect(server?.seen).toMatchObject([
      {
        path: '/v1/messages',
        headers: { 'x-api-key': 'sesame', 'anthropic-version': '2023-06-01' },
        body: {
          model: 'm',
          max_tokens: 50,
          messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
          stream: true,
          temperature: 0,
          stop_sequences: ['END'],
        },
      },
    ]);
    expect(model.id).toBe(`anthropic:m@${server?.url}`);
  });

  it('maps thoughts and parallel calls, wherever the bytes are cut', async () => {
    for (const length of [1, 5, 64, 100_000]) {
      const model = await serving({ chunks: bytesOf(fixture('thinking-and-calls.sse'), length) });
      const { deltas, reply: said } = await collect(model, hi);
      expect(said).toEqual({
        message: {
          role: 'assistant',
          content: 'I will add.',
          toolCalls: [
            { id: 'toolu_A', name: 'add', arguments: '{"a":1}' },
            { id: 'toolu_B', name: 'now', arguments: '{}' },
          ],
        },
        finish: 'tool-calls',
        usage: { inputTokens: 50, outputTokens: 40, counted: true },
        reasoning: 'Two calls.',
        warnings: [],
      });
      expect(joined(deltas)).toEqual({
        content: 'I will add.',
        calls: [
          { name: 'add', arguments: '{"a":1}' },
          { name: 'now', arguments: '{}' },
        ],
      });
      await server?.close();
    }
  });

  it('unwraps a schema reply out of the tool it was written into', async () => {
    const schema = { type: 'array', items: { type: 'integer' } };
    const model = await serving({ chunks: [fixture('schema.sse')] });
    const { deltas, reply: said } = await collect(model, { ...hi, schema });
    expect(said).toMatchObject({ message: { content: '[1,2]', toolCalls: [] }, finish: 'stop', warnings: [] });
    expect(joined(deltas)).toEqual({ content: '[1,2]', calls: [] });
    expect(server?.seen[0]?.body).toMatchObject({
      tools: [{ name: 'reply', input_schema: { type: 'object', properties: { value: schema }, required: ['value'] } }],
      tool_choice: { type: 'tool', name: 'reply' },
    });
    await server?.close();

    const objects = await serving({ chunks: [fixture('schema.sse')] }, { dialect: { schema: 'strict-tool' } });
    const streamed = await collect(objects, { ...hi, schema: { type: 'object' } });
    expect(streamed.deltas.map(delta => delta.type === 'text' && delta.text)).toEqual(['{"value":', ' [1, 2]}']);
    expect(streamed.reply.message.content).toBe('{"value": [1, 2]}');
    expect(server?.seen[0]?.body).toMatchObject({ tools: [{ strict: true, input_schema: { type: 'object' } }] });
  });

  it('says when the model wrote no schema reply', async () => {
    const model = await serving({ chunks: [fixture('text.sse')] });
    expect(await reply(model, { ...hi, schema: { type: 'object' } })).toMatchObject({
      message: { content: '' },
      warnings: ['the reply does not keep to the schema'],
    });
  });

  it('takes a reply that was not streamed', async () => {
    const model = await serving({
      headers: { 'content-type': 'application/json' },
      chunks: [fixture('unstreamed.json')],
    });
    expect(await reply(model, hi)).toEqual({
      message: {
        role: 'assistant',
        content: 'Hello',
        toolCalls: [{ id: 'toolu_D', name: 'add', arguments: '{"a":1}' }],
      },
      finish: 'tool-calls',
      usage: { inputTokens: 5, outputTokens: 6, counted: true },
      warnings: [],
    });
  });

  it('tries again while the server is overloaded', async () => {
    const body = '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}';
    const model = await serving([{ status: 529, chunks: [body] }, { chunks: [fixture('text.sse')] }]);
    expect((await reply(model, hi)).message.content).toBe('Grüße 🐒!');
    expect(server?.seen).toHaveLength(2);
  });

  it('fails when the stream reports an error or ends too early', async () => {
    const overloaded = await serving({ chunks: [fixture('overloaded.sse')] });
    await expect(reply(overloaded, hi)).rejects.toMatchObject({
      code: 'model-failed',
      status: 529,
      message: 'the server broke off: Overloaded (try again later)',
    });
    await server?.close();
    const half = fixture('text.sse').split('event: message_delta')[0] ?? '';
    await expect(reply(await serving({ chunks: [half] }), hi)).rejects.toThrow('broke off in the middle of a reply');
  });

  it('never shows the key', async () => {
    const model = await serving({
      status: 401,
      chunks: ['{"error":{"type":"authentication_error","message":"bad sesame"}}'],
    });
    await expect(reply(model, hi)).rejects.toThrow(`${server?.url} answered 401: bad [key] (check the key)`);
  });
});

const event = (data: { type: string; [member: string]: unknown }) =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
const tool = (name: string, json: string) => [
  event({ type: 'content_block_start', index: 0, content_block: { type: 'tool_use', id: 'toolu_1', name, input: {} } }),
  event({ type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: json } }),
];
const text = (words: string) =>
  event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: words } });
const contractBlocks = {
  text: [text('Hello, '), text('monkeys!')],
  tools: tool('add', '{"a":1,"b":2}'),
  schema: tool('reply', '{"name":"capuchin"}'),
};
chatModelContract('anthropic', async scenario =>
  serving(
    {
      chunks: [
        event({ type: 'message_start', message: { content: [], usage: { input_tokens: 5, output_tokens: 1 } } }),
        ...contractBlocks[scenario],
        event({ type: 'content_block_stop', index: 0 }),
        event({
          type: 'message_delta',
          delta: { stop_reason: scenario === 'text' ? 'end_turn' : 'tool_use' },
          usage: { output_tokens: 5 },
        }),
        event({ type: 'message_stop' }),
      ],
    },
    { dialect: { schema: 'strict-tool' } },
  ),
);
