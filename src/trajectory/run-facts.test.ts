import { describe, expect, it } from 'vitest';
import type { RecordedEvent, RunEvent } from './event.js';
import { stepCost, summarizeBranch, undoneCalls, wayThrough } from './run-facts.js';
import { runTree } from './run-tree.js';

const ran = { provenance: 'local', elapsedMs: 1, coerced: [] } as const;
const start: RunEvent = {
  type: 'run-start',
  format: 'capuchin-run',
  version: 1,
  runId: 'r',
  request: 'x',
  planner: 'p',
  options: {},
  model: 'm',
  retriever: 'r',
  seed: 0,
  collections: {},
  capuchin: '0',
};
const step = (node: number, parent: number, role?: string): RunEvent[] => [
  {
    type: 'model-start',
    node,
    parent,
    model: 'm',
    messages: [],
    tools: [],
    prompts: {},
    ...(role === undefined ? {} : { role }),
  },
  {
    type: 'model-end',
    node,
    content: '',
    toolCalls: [],
    finish: 'stop',
    usage: { inputTokens: 3, outputTokens: 2, counted: true },
    warnings: [],
  },
];
const call = (node: number, callId: string, undoes?: string): RunEvent[] => [
  { type: 'call-start', node, callId, name: callId, arguments: {}, ...(undoes === undefined ? {} : { undoes }) },
  { type: 'call-end', node, callId, observation: { status: 'ok', body: '', ...ran } },
];
const treeOf = (...events: RunEvent[]) =>
  runTree([start, ...events].map((event, seq): RecordedEvent => ({ ...event, seq, at: seq * 10 })));

describe('facts of a run', () => {
  const searched: RunEvent[] = [
    ...step(1, 0),
    ...call(1, 'a'),
    ...step(2, 1),
    { type: 'step-end', node: 2, outcome: 'gave-up', reason: 'no' },
    ...call(1, 'undo-a', '1/a'),
    ...step(3, 0),
    ...step(4, 3, 'judge'),
  ];

  it('are what a step took, without what was taken back later', () => {
    const [first] = treeOf(...searched).root.children;
    expect(first && stepCost(first)).toEqual({
      inputTokens: 3,
      outputTokens: 2,
      elapsedMs: 30,
      provenances: ['local'],
    });
    expect([...undoneCalls(treeOf(...searched))]).toEqual(['1/a']);
  });

  it('are the way to the answer, or else to the latest step that is no consultation', () => {
    expect([...wayThrough(treeOf(...searched))]).toEqual([3, 0]);
    expect([...wayThrough(treeOf(...searched.slice(0, 6)))]).toEqual([2, 1, 0]);
    expect([...wayThrough(treeOf())]).toEqual([0]);
    const answered = treeOf(...searched, { type: 'answer', node: 2, text: '', from: 'model' });
    expect([...wayThrough(answered)]).toEqual([2, 1, 0]);
  });

  it('are how long a branch was and why it ended', () => {
    const [first, second] = treeOf(...searched).root.children;
    expect(first && summarizeBranch(first)).toMatchObject({ steps: 2, calls: 1, end: { id: 2, reason: 'no' } });
    expect(second && summarizeBranch(second)).toEqual({ steps: 1, calls: 0 });
  });
});
