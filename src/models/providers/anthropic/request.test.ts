import { describe, expect, it } from 'vitest';
import type { ChatRequest } from '../../chat-model.js';
import { commonDialect, objectSchema, replyText, toAnthropic } from './request.js';

const hi: ChatRequest = { messages: [{ role: 'user', content: 'hi' }] };
const translate = (request: Partial<ChatRequest>) => toAnthropic({ ...hi, ...request }, 'm', commonDialect);

describe('toAnthropic', () => {
  it('sends a conversation with calls back, roles taking turns and no text empty', () => {
    const { body } = translate({
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'add' },
        {
          role: 'assistant',
          content: '',
          toolCalls: [
            { id: 'call.1', name: 'add', arguments: '{"a":1}' },
            { id: 'call.2', name: 'no such tool', arguments: 'x' },
          ],
        },
        { role: 'tool', callId: 'call.1', name: 'add', content: '1' },
        { role: 'tool', callId: 'call.2', name: 'no such tool', content: 'No API named so.' },
        { role: 'system', content: 'Hurry.' },
      ],
    });
    expect(body).toEqual({
      model: 'm',
      max_tokens: 4096,
      stream: true,
      system: 'Be brief.\n\nBe kind.',
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'add' }] },
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: 'call_1', name: 'add', input: { a: 1 } },
            { type: 'tool_use', id: 'call_2', name: 'no_such_tool', input: { not_json: 'x' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'call_1', content: '1' },
            { type: 'tool_result', tool_use_id: 'call_2', content: 'No API named so.' },
            { type: 'text', text: 'Hurry.' },
          ],
        },
      ],
    });
  });

  it('offers tools as the request says', () => {
    const tools = [{ name: 'now', description: 'Time.', parameters: { type: 'object' } }];
    const choices = (['auto', 'none', 'required', { name: 'now' }] as const).map(
      toolChoice => translate({ tools, toolChoice }).body['tool_choice'],
    );
    expect(choices).toEqual([{ type: 'auto' }, { type: 'none' }, { type: 'any' }, { type: 'tool', name: 'now' }]);
    expect(translate({ tools }).body['tools']).toEqual([
      { name: 'now', description: 'Time.', input_schema: { type: 'object' } },
    ]);
  });

  it('warns of what the server does not know', () => {
    expect(translate({ seed: 1, logprobs: 2 }).warnings).toEqual([
      'the server takes no seed',
      'the server reports no logprobs',
    ]);
  });
});

describe('schema replies', () => {
  it('are wrapped into an object and taken out again', () => {
    const schema = { $ref: '#/$defs/list', $defs: { list: { type: 'array' } } };
    expect(objectSchema(schema)).toEqual({
      type: 'object',
      properties: { value: { $ref: '#/$defs/list' } },
      required: ['value'],
      $defs: { list: { type: 'array' } },
    });
    expect(replyText('{"value":[1]}', schema)).toBe('[1]');
    expect(replyText('{"value":[1', schema)).toBe('{"value":[1');
    expect(replyText('{"a": 1}', { type: 'object' })).toBe('{"a": 1}');
  });
});
