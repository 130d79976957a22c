import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { Observation } from '../../execution/index.js';
import { type ChatRequest, type ScriptedReply, scripted } from '../../models/index.js';
import {
  continueRunFile,
  createRunFile,
  type RecordedEvent,
  type RunEvent,
  readRun,
  recordRun,
  runTree,
  unknownWhetherMade,
} from '../../trajectory/index.js';
import { chain } from '../chain/chain.js';
import { dfsdt } from '../dfsdt/dfsdt.js';
import { parallel } from '../parallel/parallel.js';
import { ok, testApi, testTools } from '../planner.contract.js';
import type { Planner, PlannerTools } from '../planner.js';
import { type RunEnd, runPlanner } from '../run-planner.js';
import { continueRun } from './continue-run.js';
import { eventsUntil } from './fork-point.js';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'capuchin-continued-')), 'run.jsonl');
const apis: readonly Api[] = [
  testApi('look'),
  { ...testApi('send'), effect: 'irreversible' },
  { ...testApi('make'), effect: 'reversible' },
];
const find = (ids: readonly string[]) => apis.filter(({ id }) => ids.includes(id));
const facts = { runId: 'r', request: 'do it', options: {}, seed: 0, collections: {}, capuchin: '0' };

/** Says what follows from the conversation alone, as a model at temperature 0 does. */
const thinker = (next: (seen: readonly string[], request: ChatRequest) => ScriptedReply) =>
  scripted(request =>
    next(
      request.messages.flatMap(each => (each.role === 'tool' ? [each.content] : [])),
      request,
    ),
  );

/** Looks, then sends, then answers. */
const inOneLine = () =>
  thinker(seen => {
    if (seen.length === 0) return { id: 'a', name: 'look', arguments: { at: 'x' } };
    if (seen.length === 1) return [{ id: 'b', name: 'look', arguments: { at: 'y' } }];
    if (seen.length === 2) return { id: 'c', name: 'send', arguments: { what: 'x' } };
    return `sent: ${seen[2]?.includes('whether it was made is unknown') ? 'perhaps' : 'yes'}`;
  });

/** Makes something, gives up, and finds the answer another way. */
const withAnotherWay = () =>
  thinker((seen, { messages }) => {
    const isAnother = messages.some(each => each.role === 'user' && each.content.includes('make'));
    if (seen.length === 0)
      return isAnother ? { id: 'b', name: 'look', arguments: {} } : { id: 'a', name: 'make', arguments: {} };
    return messages.some(each => each.role === 'tool' && each.name === 'make')
      ? { id: 'g', name: 'give_up', arguments: { reason: 'it is not right' } }
      : 'found it';
  });

const undo = { kind: 'call', description: 'unmake', api: 'test/unmake', arguments: { id: 1 } } as const;
const seeIt = (api: Api): Observation =>
  api.name === 'make'
    ? { status: 'ok', body: 'made', undo, provenance: 'local', elapsedMs: 1, coerced: [] }
    : ok(`${api.name} was called`);

type Tools = PlannerTools & { readonly called: [string, JsonObject][] };
function toolsFor(model: ReturnType<typeof scripted>): Tools {
  const tools = testTools(model, apis, seeIt);
  return {
    ...tools,
    undo: async step => {
      tools.called.push(['undo', step.arguments as JsonObject]);
      return ok('unmade');
    },
  };
}

async function all<E>(events: AsyncGenerator<E, RunEnd, void>): Promise<{ events: E[]; end: RunEnd }> {
  const seen: E[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done) return { events: seen, end: next.value };
    seen.push(next.value);
  }
}

/** The whole run on a file. */
async function recordWhole(planner: Planner, tools: Tools) {
  const path = newPath();
  let clock = 0;
  await all(
    recordRun(
      runPlanner(planner, tools, facts),
      createRunFile(path, () => (clock += 1)),
    ),
  );
  return { path, text: readFileSync(path), events: await readRun(path) };
}

/** Goes on with the run of a file, on that file. */
async function resume(path: string, planner: Planner, tools: PlannerTools) {
  const events = await readRun(path);
  const run = continueRun(planner, tools, facts, {
    events,
    find,
    opening: () => [{ type: 'run-resume', capuchin: '0' }],
  });
  const { end } = await all(
    recordRun(
      run,
      continueRunFile(path, () => 100, events),
    ),
  );
  return { end, events: await readRun(path) };
}

/** What happened in a run, apart from when and in how many goes. */
function story(events: readonly RunEvent[]): object[] {
  const between = events.filter(
    ({ type }, i) => type !== 'run-resume' && (type !== 'run-end' || i === events.length - 1),
  );
  return between.map(event => {
    const { seq: _seq, at: _at, ...rest } = event as RecordedEvent;
    return rest.type === 'run-end' ? { ...rest, totals: { ...rest.totals, elapsedMs: 0 } } : rest;
  });
}

const answerOf = (events: readonly RunEvent[]) => events.findLast(event => event.type === 'answer');

/** Sizes at which a file has this line torn: after its first byte, in the middle, and but for its end. */
function tornSizes(lines: readonly string[], line: number): readonly number[] {
  const before = lines.slice(0, line).reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  const length = Buffer.byteLength(lines[line] ?? '');
  return [before, before + 1, before + (length >> 1), before + length - 1];
}

describe.each([
  ['chain', () => chain(), inOneLine],
  ['dfsdt', () => dfsdt(), withAnotherWay],
] as const)('a run of %s that was killed', (_name, planner, model) => {
  it('comes to the same end wherever it was killed, and changes nothing twice', async () => {
    const whole = await recordWhole(planner(), toolsFor(model()));
    const lines = whole.text.toString().split('\n').slice(0, -1);
    const path = newPath();
    for (const size of lines.flatMap((_line, i) => (i === 0 ? [] : tornSizes(lines, i)))) {
      writeFileSync(path, whole.text.subarray(0, size));
      const before = await readRun(path);
      const tools = toolsFor(model());
      const { events } = await resume(path, planner(), tools);

      const changing = before.flatMap(event => (event.type === 'call-start' && event.effect !== 'read' ? [event] : []));
      const isOpen = changing.some(
        ({ callId }) => !before.some(each => each.type === 'call-end' && each.callId === callId),
      );
      if (isOpen) expect(JSON.stringify(events)).toContain(unknownWhetherMade);
      else expect(story(events)).toEqual(story(whole.events));
      const called = [...changing.map(({ name }) => name), ...tools.called.map(([name]) => name)];
      for (const name of ['send', 'make', undo.api]) {
        expect(called.filter(each => each === name).length).toBeLessThanOrEqual(1);
      }
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, i) => i));
      expect(runTree(events).end).toBeDefined();
    }
  });
});

describe('continueRun', () => {
  it('says of a call that was under way, and may have changed something, that nobody knows what it did', async () => {
    const whole = await recordWhole(chain(), toolsFor(inOneLine()));
    const sent = whole.events.findIndex(event => event.type === 'call-start' && event.name === 'send');
    const tools = toolsFor(inOneLine());
    const { events, end } = await resume(keep(whole.events.slice(0, sent + 1)), chain(), tools);
    expect(tools.called).toEqual([]);
    expect(events[sent + 2]).toMatchObject({
      type: 'call-end',
      callId: 'c',
      observation: { status: 'failed', reason: unknownWhetherMade, provenance: 'local' },
    });
    expect([end, answerOf(events)]).toMatchObject([{ outcome: 'answered' }, { text: 'sent: perhaps' }]);
  });

  it('asks, calls and writes nothing where the planner goes another way', async () => {
    const whole = await recordWhole(chain(), toolsFor(inOneLine()));
    const path = keep(whole.events.slice(0, -4));
    const text = readFileSync(path, 'utf8');
    const model = inOneLine();
    const tools = toolsFor(model);
    const noCall = { code: 'run-diverged', message: expect.stringContaining('with another k; the run cannot') };
    await expect(resume(path, chain({ k: 2 }), tools)).rejects.toMatchObject(noCall);
    await expect(resume(path, dfsdt(), tools)).rejects.toMatchObject({
      code: 'run-diverged',
      message: expect.stringContaining('a question to the model at node 1 (event 3) is on record'),
    });
    expect([tools.called, model.requests, readFileSync(path, 'utf8')]).toEqual([[], [], text]);
  });

  it('waits for all that was under way at once before it holds that the planner goes another way', async () => {
    const model = thinker(seen =>
      seen.length > 0 ? 'both' : ['a', 'b'].map(id => ({ id, name: 'look', arguments: { at: id } })),
    );
    const whole = await recordWhole(parallel(), toolsFor(model));
    const renamed = whole.events.slice(0, -3).map(event => {
      return 'callId' in event && event.callId === 'b' ? { ...event, callId: 'z' } : event;
    });
    const tools = toolsFor(model);
    await expect(resume(keep(renamed), parallel(), tools)).rejects.toThrow(
      'a call of look at node 1 (event 6) is on record, and now comes a call of look at node 1, with another callId;',
    );
    expect(tools.called).toEqual([]);
    const { end } = await resume(keep(whole.events.slice(0, -3)), parallel(), tools);
    expect([end.outcome, tools.called]).toEqual(['answered', []]);
  });

  it('needs the APIs that were found', async () => {
    const whole = await recordWhole(chain(), toolsFor(inOneLine()));
    const path = keep(whole.events.slice(0, 5));
    const run = continueRun(chain(), toolsFor(inOneLine()), facts, {
      events: await readRun(path),
      find: () => [],
      opening: () => [],
    });
    await expect(all(run)).rejects.toThrow('look (test/look), which the run had found, is in no collection any more');
  });

  it('goes on after a failure, with totals of the whole run', async () => {
    const broken = scripted([{ id: 'a', name: 'look', arguments: { at: 'x' } }]);
    const failed = await recordWhole(chain(), toolsFor(broken));
    expect(failed.events.at(-1)).toMatchObject({ type: 'run-end', outcome: 'failed' });
    const { events } = await resume(failed.path, chain(), toolsFor(inOneLine()));
    expect(events.filter(({ type }) => type === 'run-end' || type === 'run-resume').map(({ type }) => type)).toEqual([
      'run-end',
      'run-resume',
      'run-end',
    ]);
    expect(events.at(-1)).toMatchObject({ outcome: 'answered', totals: { modelCalls: 4, apiCalls: 3 } });
    const whole = await recordWhole(chain(), toolsFor(inOneLine()));
    expect(story(events)).toEqual(story(whole.events));
  });

  it('lets a model that asks back take over from one that does not', async () => {
    const whole = await recordWhole(chain(), toolsFor(inOneLine()));
    const model = scripted(() => 'It is done.', { id: 'small', features: { leavesOpen: true } });
    const { end, events } = await fork(whole.events, 2, chain(), toolsFor(model));
    expect([end.outcome, answerOf(events)?.text]).toEqual(['answered', 'It is done.']);
    expect(events.filter(event => event.type === 'model-start').map(event => event.model)).toEqual([
      'scripted:inline',
      'scripted:inline',
      'small',
    ]);
  });
});

describe('a fork', () => {
  it('changes only what comes after its node', async () => {
    const whole = await recordWhole(dfsdt(), toolsFor(withAnotherWay()));
    const nodes = whole.events.flatMap(event => (event.type === 'model-start' ? [event.node] : []));
    for (const node of [0, ...nodes]) {
      const model = scripted(() => [{ name: 'look', arguments: { other: true } }]);
      const tools = toolsFor(model);
      const kept = eventsUntil(whole.events, node);
      const { events } = await fork(whole.events, node, dfsdt({ maxCalls: nodes.length + 2 }), tools);
      expect(events[0]).toMatchObject({ type: 'run-start', forkedFrom: { runId: 'r', node } });
      expect(events.slice(1, kept.length).map(withoutSeq)).toEqual(kept.slice(1).map(withoutSeq));
      const before = kept.flatMap(event => (event.type === 'call-start' ? [event.callId] : []));
      const after = events.slice(kept.length).flatMap(event => (event.type === 'call-start' ? [event.callId] : []));
      expect(after.filter(id => before.includes(id))).toEqual([]);
    }
  });

  it('is refused at a node that is not there', async () => {
    const { events } = await recordWhole(chain(), toolsFor(inOneLine()));
    expect(() => eventsUntil(events, 9)).toThrow('the run has no node 9; it has nodes 0 to 4');
  });
});

/** A file with these events. */
function keep(events: readonly RecordedEvent[]): string {
  const path = newPath();
  writeFileSync(path, events.map(event => `${JSON.stringify(event)}\n`).join(''));
  return path;
}

async function fork(whole: readonly RecordedEvent[], node: number, planner: Planner, tools: PlannerTools) {
  const events = eventsUntil(whole, node);
  const path = newPath();
  const run = continueRun(
    planner,
    tools,
    { ...facts, runId: 'f', forkedFrom: { runId: 'r', node } },
    {
      events,
      find,
      opening: start => [start, ...events.slice(1)],
    },
  );
  const { end } = await all(
    recordRun(
      run,
      createRunFile(path, () => 200),
    ),
  );
  return { end, events: await readRun(path) };
}

const withoutSeq = ({ seq: _seq, ...event }: RecordedEvent) => event;
