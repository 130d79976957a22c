import { describe, expect, it } from 'vitest';
import { type ChatDelta, type ChatRequest, reply } from '../chat-model.js';
import { scripted } from '../scripted/scripted.js';
import { callSchema } from './call-schema.js';
import { withTextTools } from './with-text-tools.js';

const tools = [
  { name: 'add', description: 'Adds.', parameters: { type: 'object', properties: { a: { type: 'number' } } } },
  { name: 'now', description: 'Time.', parameters: { type: 'object' } },
];
const ask: ChatRequest = { messages: [{ role: 'user', content: 'What is the time?' }], tools };
const plain = { features: { tools: false, schema: false } };

describe('withTextTools', () => {
  it('shows the tools, and reads calls out of the text', async () => {
    const inner = scripted(['{"name": "now", "arguments": {}}'], plain);
    const model = withTextTools(inner);
    expect(await reply(model, { ...ask, temperature: 0 })).toMatchObject({
      message: { role: 'assistant', content: '', toolCalls: [{ id: 'call_1_0', name: 'now', arguments: '{}' }] },
      finish: 'tool-calls',
      warnings: [],
    });
    expect(inner.requests).toEqual([
      {
        temperature: 0,
        messages: [
          {
            role: 'system',
            content: [
              'You can call these functions:',
              'add(a?: number) - Adds.',
              'now() - Time.',
              '',
              'To call one, write only JSON: {"name": "<function>", "arguments": {<arguments>}}',
              'When no call is needed, answer in plain words instead.',
            ].join('\n'),
          },
          { role: 'user', content: 'What is the time?' },
        ],
      },
    ]);
    expect(model.features).toMatchObject({ tools: true, schema: false });
  });

  it('holds a model that enforces schemas to a call or an answer', async () => {
    const inner = scripted(['{"answer": "Noon."}', '{"name": "now", "arguments": {}}']);
    const model = withTextTools(inner);
    const said = await reply(model, ask);
    expect(said).toMatchObject({ message: { content: 'Noon.', toolCalls: [] }, finish: 'stop' });
    await reply(model, { ...ask, toolChoice: { name: 'now' } });
    expect(inner.requests.map(request => request.schema)).toEqual([
      callSchema(tools, 'auto'),
      callSchema(tools, { name: 'now' }),
    ]);
    expect(inner.requests.map(request => request.messages[0]?.content.split('\n').slice(1))).toEqual([
      [
        'add(a?: number) - Adds.',
        'now() - Time.',
        '',
        'To call one, write only JSON: {"name": "<function>", "arguments": {<arguments>}}',
        'When no call is needed, write {"answer": "<your answer>"} instead.',
      ],
      [
        'now() - Time.',
        '',
        'To call one, write only JSON: {"name": "<function>", "arguments": {<arguments>}}',
        'Call a function now.',
      ],
    ]);
  });

  it('gives results back as user messages', async () => {
    const inner = scripted(['It is noon.'], plain);
    const toolCalls = [{ id: '1', name: 'now', arguments: '{}' }];
    await reply(withTextTools(inner), {
      messages: [
        ...ask.messages,
        { role: 'assistant', content: '', toolCalls },
        { role: 'tool', callId: '1', name: 'now', content: '12:00' },
      ],
    });
    expect(inner.requests[0]?.messages).toEqual([
      { role: 'user', content: 'What is the time?' },
      { role: 'assistant', content: '{"name": "now", "arguments": {}}', toolCalls: [] },
      { role: 'user', content: 'Result of now:\n12:00' },
    ]);
  });

  it('streams as the model does where no tools are offered', async () => {
    const model = withTextTools(scripted(['one two', 'one two'], plain));
    for (const request of [{ messages: ask.messages }, { ...ask, toolChoice: 'none' as const }]) {
      const deltas: ChatDelta[] = [];
      for await (const delta of model.chat(request)) deltas.push(delta);
      expect(deltas).toHaveLength(2);
    }
  });

  it('warns when a required call is missing, broken or cut', async () => {
    const said = [
      'No.',
      '{"name": "now", "arguments": {},}',
      { text: '{"name":"add","arguments":{"a":', finish: 'length' as const },
    ];
    const model = withTextTools(scripted(said, plain));
    const replies = [];
    for (const _ of said) replies.push(await reply(model, { ...ask, toolChoice: 'required' }));
    expect(replies.map(({ warnings, finish }) => ({ warnings, finish }))).toEqual([
      { warnings: ['a call was required and the reply has none'], finish: 'stop' },
      { warnings: ['a call was written in broken JSON and was repaired'], finish: 'tool-calls' },
      { warnings: ['the reply ends in the middle of a call'], finish: 'length' },
    ]);
  });
});
