import type { RecordedEvent, RunEvent } from '../trajectory/index.js';

const ran = { provenance: 'live', elapsedMs: 40, coerced: [] } as const;
const usage = { inputTokens: 100, outputTokens: 10, counted: true };
const ask = (node: number, parent: number, role?: string): RunEvent => ({
  type: 'model-start',
  node,
  parent,
  model: 'm',
  messages: [],
  tools: [],
  prompts: {},
  ...(role === undefined ? {} : { role }),
});
const said = (node: number, content = ''): RunEvent => ({
  type: 'model-end',
  node,
  content,
  toolCalls: [],
  finish: 'stop',
  usage,
  costUsd: 0.002,
  warnings: [],
});

/** What the model and the APIs of the sample say. */
export interface SampleWords {
  readonly request?: string;
  readonly body?: string;
  readonly reason?: string;
  readonly name?: string;
  readonly answer?: string;
}

/**
 * A search: the first way makes something, is judged, gives up, and is taken back; the second reads what was read there and
 * answers. Events are a tenth of a second apart.
 */
export function sampleRun({
  request = 'make it right',
  body = 'made',
  reason = 'the page is gone',
  name = 'make_it',
  answer = 'It is right.',
}: SampleWords = {}): RecordedEvent[] {
  const start: RunEvent = {
    type: 'run-start',
    format: 'capuchin-run',
    version: 1,
    runId: '20260101-000000-0000',
    request,
    planner: 'dfsdt',
    options: {},
    model: 'm',
    retriever: 'bm25',
    seed: 0,
    collections: {},
    capuchin: '0',
    forkedFrom: { runId: 'r0', node: 0 },
  };
  const events: RunEvent[] = [
    start,
    { type: 'retrieve-start', node: 0, query: request, k: 2 },
    { type: 'retrieve-end', node: 0, retriever: 'bm25', hits: [{ id: 't/make', name, score: 1 }] },
    ask(1, 0),
    said(1),
    {
      type: 'call-start',
      node: 1,
      callId: 'a',
      name,
      apiId: 't/make',
      effect: 'reversible',
      arguments: { size: 2 },
      origins: { size: 'made-up' },
    },
    { type: 'call-end', node: 1, callId: 'a', observation: { status: 'ok', body, warnings: ['not checked'], ...ran } },
    { type: 'step-end', node: 1, outcome: 'open' },
    ask(2, 1),
    said(2, 'I do not see how.'),
    { type: 'step-end', node: 2, outcome: 'gave-up', reason },
    ask(3, 0, 'judge'),
    said(3, 'the first is worse'),
    { type: 'rank', node: 0, order: [{ node: 1, score: 0.25 }] },
    { type: 'call-start', node: 1, callId: 'undo-a', name: 'unmake', arguments: { id: 1 }, undoes: '1/a' },
    { type: 'call-end', node: 1, callId: 'undo-a', observation: { status: 'ok', body: 'unmade', ...ran } },
    ask(4, 0),
    said(4),
    { type: 'call-start', node: 4, callId: 'b', name: 'look', apiId: 't/look', effect: 'read', arguments: {} },
    {
      type: 'call-end',
      node: 4,
      callId: 'b',
      observation: { status: 'ok', body: 'one\ntwo', ...ran },
      reusedFrom: '1/z',
    },
    { type: 'step-end', node: 4, outcome: 'open' },
    ask(5, 4),
    said(5, answer),
    { type: 'step-end', node: 5, outcome: 'answered' },
    { type: 'answer', node: 5, text: answer, from: 'model' },
    {
      type: 'run-end',
      outcome: 'answered',
      totals: { modelCalls: 5, apiCalls: 2, inputTokens: 500, outputTokens: 50, costUsd: 0.01, elapsedMs: 2_500 },
    },
  ];
  return events.map((event, seq) => ({ ...event, seq, at: seq * 100 }));
}
