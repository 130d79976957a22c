import { describe, expect, it } from 'vitest';
import type { ChatRequest } from '../../chat-model.js';
import { commonDialect, type OpenAiDialect } from './dialect.js';
import { toOpenAi } from './request.js';

const hi: ChatRequest = { messages: [{ role: 'user', content: 'hi' }] };
const translate = (request: Partial<ChatRequest>, dialect: Partial<OpenAiDialect> = {}) =>
  toOpenAi({ ...hi, ...request }, 'm', { ...commonDialect, ...dialect });

describe('toOpenAi', () => {
  it('sends a conversation with calls back, mending what servers refuse', () => {
    const { body } = translate({
      messages: [
        { role: 'user', content: 'add' },
        { role: 'assistant', content: '', toolCalls: [{ id: 'call 1', name: 'add it', arguments: '{"a":' }] },
        { role: 'tool', callId: 'call 1', name: 'add it', content: 'Arguments rejected.' },
        { role: 'assistant', content: 'Sorry.', toolCalls: [] },
      ],
    });
    expect(body['messages']).toEqual([
      { role: 'user', content: 'add' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'add_it', arguments: '{"not_json":"{\\"a\\":"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'Arguments rejected.' },
      { role: 'assistant', content: 'Sorry.' },
    ]);
  });

  it('sends of a tool what a server is to know, and nothing else', () => {
    const tool = { name: 'add', description: 'Adds.', parameters: { type: 'object' } };
    expect(translate({ tools: [{ ...tool, relevance: 2.5 }] }).body['tools']).toEqual([
      { type: 'function', function: tool },
    ]);
  });

  it.each([
    ['structured_outputs', 'structured_outputs', { json: { type: 'object' } }],
    ['guided_json', 'guided_json', { type: 'object' }],
    ['format', 'format', { type: 'object' }],
    ['json_schema', 'json_schema', { type: 'object' }],
  ] as const)('sends a schema the way of %s', (schema, member, expected) => {
    expect(translate({ schema: { type: 'object' } }, { schema }).body[member]).toEqual(expected);
  });

  it('asks for strictness only where the schema allows it', () => {
    const closed = (properties: object, required: string[]) => ({
      type: 'object',
      properties,
      required,
      additionalProperties: false,
    });
    const strict = (schema: object) => {
      const format = translate({ schema: schema as never }).body['response_format'];
      expect(format).toMatchObject({ type: 'json_schema', json_schema: { name: 'reply', schema } });
      return (format as { json_schema: { strict: boolean } }).json_schema.strict;
    };
    expect(strict(closed({ a: { type: 'array', items: closed({}, []) } }, ['a']))).toBe(true);
    expect(strict(closed({ a: {} }, []))).toBe(false);
    expect(strict(closed({ a: { anyOf: [{ type: 'object' }] } }, ['a']))).toBe(false);
  });

  it('warns of what the server is declared not to know, and leaves it out', () => {
    const asked = { schema: {}, seed: 1, logprobs: 3, maxTokens: 9 };
    const poor = {
      schema: 'none',
      seed: false,
      logprobs: false,
      usage: 'none',
      limit: 'max_completion_tokens',
    } as const;
    expect(translate(asked, poor)).toEqual({
      body: { model: 'm', messages: [{ role: 'user', content: 'hi' }], stream: true, max_completion_tokens: 9 },
      warnings: [
        'the server cannot hold a reply to a schema',
        'the server takes no seed',
        'the server reports no logprobs',
      ],
    });
    expect(translate({ logprobs: 3 }).body).toMatchObject({ logprobs: true, top_logprobs: 3 });
    expect(translate({ logprobs: 0 }).body).not.toHaveProperty('top_logprobs');
  });
});
