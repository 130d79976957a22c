import { expect, it } from 'vitest';
import type { RecordedEvent, RunEvent } from '../../trajectory/index.js';
import { spendingOf } from './spending.js';

const call = (callId: string, effect: 'read' | 'irreversible'): RunEvent => {
  return { type: 'call-start', node: 1, callId, name: callId, effect, arguments: {} };
};
const end = (callId: string, provenance: 'live' | 'none', reusedFrom?: string): RunEvent => {
  const observation = { status: 'ok', body: '', provenance, elapsedMs: 1, coerced: [] } as const;
  return { type: 'call-end', node: 1, callId, observation, ...(reusedFrom === undefined ? {} : { reusedFrom }) };
};
const reply: RunEvent = {
  type: 'model-end',
  node: 1,
  content: '',
  toolCalls: [],
  finish: 'stop',
  usage: { inputTokens: 5, outputTokens: 2, counted: true },
  costUsd: 0.5,
  warnings: [],
};

it('counts what was made, and what may have been made and is not made again', () => {
  const events: RunEvent[] = [
    reply,
    ...[call('a', 'read'), end('a', 'live')],
    ...[call('b', 'read'), end('b', 'live', '1/a')],
    ...[call('c', 'irreversible'), end('c', 'none')],
    call('d', 'read'),
    call('e', 'irreversible'),
    { type: 'run-resume', capuchin: '0' },
    reply,
  ];
  const recorded = events.map((event, seq): RecordedEvent => ({ ...event, seq, at: seq < 9 ? seq * 10 : 5_000 + seq }));
  expect(spendingOf(recorded)).toEqual({
    tokens: 14,
    costUsd: 1,
    modelCalls: 2,
    elapsedMs: 81,
    calls: { read: 1, reversible: 0, irreversible: 1 },
  });
});
