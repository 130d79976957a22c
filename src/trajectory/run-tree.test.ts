import { describe, expect, it } from 'vitest';
import { openaiMessages } from './codecs/openai-messages.js';
import type { RecordedEvent, RunEvent } from './event.js';
import { runTree, walkRun } from './run-tree.js';

const usage = { inputTokens: 1, outputTokens: 1, counted: true };
const call = { id: 'c1', name: 'add', arguments: '{"a": 1}' };
const observation = { status: 'ok', body: '1', provenance: 'local', elapsedMs: 1, coerced: [] } as const;

const events: RecordedEvent[] = (
  [
    {
      type: 'run-start',
      format: 'capuchin-run',
      version: 1,
      runId: 'r',
      request: 'add',
      planner: 'direct',
      options: {},
      model: 'm',
      retriever: 'r',
      seed: 0,
      collections: {},
      capuchin: '0',
    },
    { type: 'retrieve-end', node: 0, retriever: 'r', hits: [{ id: 't/add', name: 'add', score: 1 }] },
    {
      type: 'model-start',
      node: 1,
      parent: 0,
      model: 'm',
      messages: [
        { role: 'system', content: 'help' },
        { role: 'user', content: 'add' },
      ],
      tools: ['add'],
      prompts: {},
    },
    { type: 'model-end', node: 1, content: '', toolCalls: [call], finish: 'tool-calls', usage, warnings: [] },
    { type: 'call-start', node: 1, callId: 'c1', apiId: 't/add', name: 'add', effect: 'read', arguments: { a: 1 } },
    { type: 'call-end', node: 1, callId: 'c1', observation },
    {
      type: 'model-start',
      node: 2,
      parent: 1,
      model: 'm',
      messages: [{ role: 'tool', callId: 'c1', name: 'add', content: '1' }],
      tools: ['add'],
      prompts: {},
    },
    { type: 'model-end', node: 2, content: 'It is 1.', toolCalls: [], finish: 'stop', usage, warnings: [] },
    { type: 'answer', node: 2, text: 'It is 1.', from: 'model' },
  ] satisfies RunEvent[]
).map((event, seq) => ({ ...event, seq, at: seq }));

describe('runTree', () => {
  it('puts replies, calls and answers at their nodes', () => {
    const tree = runTree(events);
    expect([...walkRun(tree)].map(node => [node.id, node.calls.length, node.answer?.text])).toEqual([
      [0, 0, undefined],
      [1, 1, undefined],
      [2, 0, 'It is 1.'],
    ]);
    expect(tree.root.retrievals[0]?.hits).toHaveLength(1);
    expect(tree.end).toBeUndefined();
  });

  it('shows a call that never ended as begun', () => {
    const tree = runTree(events.slice(0, 5));
    expect(tree.root.children[0]?.calls).toEqual([{ start: events[4] }]);
  });
});

describe('openaiMessages', () => {
  const toolCalls = [{ id: 'c1', type: 'function', function: { name: 'add', arguments: '{"a": 1}' } }];

  it('gives the conversation along the last path', () => {
    expect(openaiMessages(events)).toEqual({
      messages: [
        { role: 'system', content: 'help' },
        { role: 'user', content: 'add' },
        { role: 'assistant', content: '', tool_calls: toolCalls },
        { role: 'tool', tool_call_id: 'c1', content: '1' },
        { role: 'assistant', content: 'It is 1.' },
      ],
    });
  });

  it('ends with the observation where that was the answer', () => {
    const answer = { type: 'answer', node: 1, text: '1', from: 'observation', seq: 6, at: 6 } as const;
    expect(openaiMessages([...events.slice(0, 6), answer])).toMatchObject({
      messages: [
        {},
        {},
        { tool_calls: toolCalls },
        { role: 'tool', content: '<observation status="ok" provenance="local">\n1\n</observation>' },
        { role: 'assistant', content: '1' },
      ],
    });
  });
});
