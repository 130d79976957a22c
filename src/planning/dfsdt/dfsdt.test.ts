import { describe, expect, it } from 'vitest';
import type { Api, Effect } from '../../catalog/index.js';
import type { Observation, UndoStep } from '../../execution/index.js';
import { type ChatModel, type ScriptedReply, scripted } from '../../models/index.js';
import type { RunEvent } from '../../trajectory/index.js';
import { ok, plannerContract, runToEnd, testApi, testTools } from '../planner.contract.js';
import { searchContract } from '../search.contract.js';
import { dfsdt } from './dfsdt.js';

plannerContract('dfsdt', () => dfsdt({ maxCalls: 3 }));
searchContract('dfsdt', dfsdt, 400);

const giveUp = { name: 'give_up', arguments: { reason: 'It does not know that.' } };
const read = (x: number) => ({ name: 'look', arguments: { x } });

/** An API whose calls, where they are `reversible`, say how to take them back. */
function api(name: string, effect: Effect = 'read'): Api {
  return { ...testApi(name), effect };
}

const undoOf = (name: string): UndoStep => ({ kind: 'call', description: '', api: `test/un${name}`, arguments: {} });

function see({ name, effect }: Api): Observation {
  const undo = effect === 'reversible' ? { undo: undoOf(name) } : {};
  return { status: 'ok', body: `${name} is done`, ...undo, provenance: 'local', elapsedMs: 1, coerced: [] };
}

const apis = [api('look'), api('create', 'reversible'), api('send', 'irreversible')];

/** What happened, in short: `2<1` a step and the one it goes on from, `name` a call, `undo name`, `end outcome`. */
function shortly(events: readonly RunEvent[]): string[] {
  return events.flatMap(event => {
    if (event.type === 'model-start') return `${event.node}<${event.parent}`;
    if (event.type === 'call-start') return event.undoes === undefined ? event.name : `undo ${event.undoes}`;
    if (event.type === 'run-end') return `end ${event.outcome}`;
    return [];
  });
}

async function runWith(replies: readonly ScriptedReply[], options: Parameters<typeof dfsdt>[0] = {}, canUndo = true) {
  const model = scripted(replies);
  const taken: string[] = [];
  const tools = {
    ...testTools(model, apis, see),
    ...(canUndo
      ? {
          undo: async (step: UndoStep) => {
            taken.push(step.kind === 'call' ? step.api : step.function);
            return ok('taken back');
          },
        }
      : {}),
  };
  const { events, end } = await runToEnd(dfsdt(options), tools);
  return { model, tools, events, end, taken, said: shortly(events) };
}

/** The text of a request's messages by role, without the system's. */
function told(model: ChatModel & { requests: readonly { messages: readonly { role: string; content: string }[] }[] }) {
  return model.requests.map(({ messages }) => messages.slice(1).map(({ role, content }) => `${role}: ${content}`));
}

describe('dfsdt', () => {
  it('makes a sibling only when the search comes back to its parent', async () => {
    const { said, end } = await runWith([read(1), giveUp, read(2), 'It is 2.']);
    expect(said).toEqual(['1<0', 'look', '2<1', '3<0', 'look', '4<3', 'end answered']);
    expect(end).toEqual({ outcome: 'answered' });
  });

  it('asks a sibling to differ from what was tried, and says so for that reply alone', async () => {
    const { model, events } = await runWith([read(1), giveUp, read(2), 'It is 2.']);
    const [, , third, fourth] = told(model);
    expect(third).toEqual([
      'user: do it',
      expect.stringContaining('1. called look {"x":1}, which gave: look is done\n\nTake another one'),
    ]);
    expect(fourth).toEqual(['user: do it', 'assistant: ', expect.stringContaining('tool: ')]);
    const starts = events.filter(event => event.type === 'model-start');
    expect(starts.map(({ asides }) => asides?.length ?? 0)).toEqual([0, 0, 1, 0]);
    expect(starts.map(({ prompts }) => Object.keys(prompts))).toEqual([
      ['dfsdt'],
      ['dfsdt'],
      ['dfsdt', 'diversity'],
      ['dfsdt'],
    ]);
    // What is said for one reply alone is no part of what the steps after it go on from.
    expect(starts[3]?.messages.map(({ role }) => role)).toEqual(['tool']);
    expect(model.requests.map(({ seed }) => seed)).toEqual([0, 0, 1, 0]);
  });

  it('goes on where ways end without an answer, and says of each why it ended', async () => {
    const nowhere = { name: 'nowhere', arguments: {} };
    const replies = [read(1), nowhere, nowhere, read(2), 'It is 2.'];
    const { model, said } = await runWith(replies, { maxIdleSteps: 1 });
    expect(said).toEqual(['1<0', 'look', '2<1', 'nowhere', '3<1', 'nowhere', '4<0', 'look', '5<4', 'end answered']);
    expect(told(model)[2]?.at(-1)).toContain('ended: led nowhere, 1 steps in a row gave nothing');
  });

  it('gives up, and does not hold that nothing fits, when a call gave something in another way', async () => {
    const { said, end } = await runWith([read(1), giveUp, 'I would say 1.']);
    expect(said).toEqual(['1<0', 'look', '2<1', '3<0', 'end gave-up']);
    expect(end).toEqual({ outcome: 'gave-up', reason: 'It does not know that.' });
    const dead = [read(1), { name: 'nowhere', arguments: {} }, { name: 'nowhere', arguments: {} }, 'I would say 1.'];
    expect((await runWith(dead, { maxIdleSteps: 1 })).end).toEqual({
      outcome: 'gave-up',
      reason: 'no way led to an answer',
    });
  });

  it('takes back what a way changed, the last change first, before another is tried', async () => {
    const { said, taken, end } = await runWith([
      [
        { name: 'create', arguments: { id: 1 } },
        { name: 'create', arguments: { id: 2 } },
      ],
      giveUp,
      read(1),
      'It is 1.',
    ]);
    expect(said).toEqual([
      '1<0',
      'create',
      'create',
      '2<1',
      'undo 1/call_0_1',
      'undo 1/call_0_0',
      '3<0',
      'look',
      '4<3',
      'end answered',
    ]);
    expect(taken).toEqual(['test/uncreate', 'test/uncreate']);
    expect(end).toEqual({ outcome: 'answered' });
  });

  it('says what stays changed where nothing takes it back', async () => {
    const create = { name: 'create', arguments: {} };
    const { model, said } = await runWith([create, giveUp, read(1), 'It is 1.'], {}, false);
    expect(said).not.toContainEqual(expect.stringContaining('undo'));
    expect(told(model)[2]?.at(-1)).toContain('these changes could not be taken back: create\n');
  });

  it('leaves what an answer stands on as it is', async () => {
    const { said, taken } = await runWith([{ name: 'create', arguments: {} }, 'It is there.']);
    expect(said).toEqual(['1<0', 'create', '2<1', 'end answered']);
    expect(taken).toEqual([]);
  });

  it('tries nothing above a call that cannot be taken back', async () => {
    const send = { name: 'send', arguments: {} };
    const { said, end } = await runWith([read(1), send, giveUp, giveUp]);
    expect(said).toEqual(['1<0', 'look', '2<1', 'send', '3<2', '4<2', 'end gave-up']);
    expect(end).toEqual({ outcome: 'gave-up', reason: 'It does not know that.' });
  });

  it('answers what another way read from there, until something is changed', async () => {
    const { tools, events } = await runWith([read(1), giveUp, read(1), 'It is 1.']);
    expect(tools.called).toEqual([['look', { x: 1 }]]);
    const ends = events.filter(event => event.type === 'call-end');
    expect(ends.map(({ reusedFrom }) => reusedFrom)).toEqual([undefined, '1/call_0_0']);
    expect(events.at(-1)).toMatchObject({ totals: { modelCalls: 4, apiCalls: 1 } });

    const changed = await runWith([read(1), { name: 'create', arguments: {} }, giveUp, read(1), 'It is 1.'], {
      retreat: 3,
    });
    expect(changed.tools.called.map(([name]) => name)).toEqual(['look', 'create', 'look']);
  });

  it('ends at once when nothing fits, and otherwise not before its ways or its calls are spent', async () => {
    expect((await runWith(['No function does that.'])).said).toEqual(['1<0', 'end nothing-fits']);
    const { end, said } = await runWith([read(1), read(2), read(3)], { maxCalls: 3 });
    expect(end).toEqual({ outcome: 'budget-spent', reason: '3 model calls are used up without an answer' });
    expect(said.filter(each => each === 'look')).toHaveLength(3);
    expect((await runWith([giveUp, giveUp])).end).toEqual({ outcome: 'gave-up', reason: 'It does not know that.' });
  });

  it('has all its settings in its options, which make it again', async () => {
    const { options } = dfsdt({ width: 3, retreat: 1 });
    expect(options).toMatchObject({ k: 8, width: 3, maxDepth: 12, maxCalls: 60, retreat: 1, seed: 0 });
    expect(dfsdt(options as Parameters<typeof dfsdt>[0]).options).toEqual(options);
  });
});
