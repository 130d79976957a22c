import { describe, expect, it } from 'vitest';
import { type Message, reply, scripted } from '../../../models/index.js';
import { finishFunction } from '../finish/finish-function.js';
import { modelAdapterNamed, modelAdapters } from './model-adapters.js';

const messages: readonly Message[] = [
  { role: 'system', content: 'Solve it.' },
  { role: 'user', content: 'How warm?\nBegin!' },
  { role: 'assistant', content: 'I look.', toolCalls: [{ id: '1', name: 'now', arguments: '{}' }] },
  { role: 'tool', callId: '1', name: 'now', content: '{"error": "", "response": "4"}' },
  { role: 'user', content: 'Differ.' },
];

const now = {
  name: 'now',
  description: 'The weather.',
  parameters: {
    type: 'object',
    properties: { id: { type: 'string', description: 'A place.' } },
    required: [],
    optional: ['id'],
  },
};

async function asked(name: keyof typeof modelAdapters, said: string) {
  const model = scripted([said]);
  const adapter = modelAdapters[name];
  const tools = [now, finishFunction].map(adapter.spec);
  const read = await reply(adapter.adapt(model), { messages, tools });
  return { request: model.requests[0], read };
}

const turn = 'Thought: Warm.\nAction: Finish\nAction Input: {"return_type": "give_up_and_restart"}';

describe('an adapted model', () => {
  it('is asked with functions as servers know them', async () => {
    const { request } = await asked('functions', 'hm');
    expect(request?.messages).toEqual(messages);
    expect(request?.tools?.[0]?.parameters).toEqual({
      type: 'object',
      properties: { id: { type: 'string', description: 'A place.' } },
      required: [],
    });
  });

  it('is asked in the text protocol', async () => {
    const { request, read } = await asked('react', turn);
    expect(request?.tools).toBeUndefined();
    expect(request?.messages[0]?.content).toContain(
      '- now(id?: string (A place.)): The weather.\n- Finish(return_type: string',
    );
    expect(request?.messages.slice(1)).toEqual([
      { role: 'user', content: 'How warm?\nBegin!' },
      { role: 'assistant', content: 'Thought: I look.\nAction: now\nAction Input: {}', toolCalls: [] },
      { role: 'user', content: 'Observation: {"error": "", "response": "4"}\n\nDiffer.' },
    ]);
    expect(read.message).toMatchObject({
      content: 'Warm.',
      toolCalls: [{ name: 'Finish', arguments: '{"return_type": "give_up_and_restart"}' }],
    });
    expect(read.finish).toBe('tool-calls');
  });

  it("is asked in ToolLLaMA's format, whole turns of the past included", async () => {
    const { request } = await asked('toolllama', turn);
    const [only, ...others] = request?.messages ?? [];
    expect(others).toEqual([]);
    const lines = (only?.content ?? '').split('\n');
    expect(lines[0]).toBe('System: Solve it.');
    expect(only?.content).toContain("\nSpecifically, you have access to the following APIs: [{'name': 'now', ");
    expect(only?.content).toContain("'optional': ['id']");
    expect(lines.slice(lines.indexOf('User: How warm?'))).toEqual([
      'User: How warm?',
      'Begin!',
      'Assistant: ',
      'Thought: I look.',
      'Action: now',
      'Action Input: {}',
      'Function: {"error": "", "response": "4"}',
      'User: Differ.',
      'Assistant:',
      '',
    ]);
  });

  it('tells what its reply lacks', async () => {
    const { read } = await asked('react', 'It is warm.');
    expect([read.message.content, read.warnings]).toEqual(['It is warm.', ['it has no line "Action:"']]);
  });
});

it('knows adapters by their exact names', () => {
  expect(() => modelAdapterNamed('toString')).toThrow('no adapter named "toString"');
});
