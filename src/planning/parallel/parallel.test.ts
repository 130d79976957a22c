import { describe, expect, it } from 'vitest';
import type { Api } from '../../catalog/index.js';
import type { Executor } from '../../execution/index.js';
import { type ScriptedReply, scripted } from '../../models/index.js';
import { type RecordedEvent, type RunEvent, runTree } from '../../trajectory/index.js';
import { ok, plannerContract, runToEnd, testApi, testTools } from '../planner.contract.js';
import { searchContract } from '../search.contract.js';
import { parallel } from './parallel.js';

plannerContract('parallel', () => parallel({ maxSteps: 3 }));
searchContract(
  'parallel',
  ({ seed, maxCalls, maxIdleSteps }) => parallel({ seed, maxSteps: maxCalls, maxIdleSteps }),
  40,
);

const call = (name: string, args: Record<string, string | number> = {}) => ({ name, arguments: args });
const settle = () => new Promise<void>(resolve => setImmediate(resolve));

/** An executor whose calls end when they are told to; says how many were under way at once. */
function gates() {
  const waiting = new Map<string, () => void>();
  const seen = { under: 0, most: 0, order: [] as string[] };
  const executor: Executor = {
    async call(api, args) {
      const name = args['of'] === undefined ? api.name : `${args['of']}`;
      seen.order.push(name);
      seen.under += 1;
      seen.most = Math.max(seen.most, seen.under);
      await new Promise<void>(resolve => waiting.set(name, resolve));
      seen.under -= 1;
      return ok(`that of ${name}`);
    },
  };
  return { executor, seen, end: (name: string) => waiting.get(name)?.() };
}

function begun(replies: readonly ScriptedReply[], apis: readonly Api[], concurrency: number) {
  const model = scripted(replies);
  const world = gates();
  const run = runToEnd(parallel({ concurrency }), { ...testTools(model, apis), executor: world.executor });
  return { model, world, run };
}

const lines = (events: readonly RunEvent[]) =>
  events.flatMap(event =>
    event.type === 'call-start' || event.type === 'call-end' ? [`${event.type} ${event.callId}`] : [],
  );

describe('parallel', () => {
  const apis = [testApi('size'), { ...testApi('set'), effect: 'reversible' as const }];
  const threeSizes = [call('size', { of: 'a' }), call('size', { of: 'b' }), call('size', { of: 'c' })];

  // The first worked example of LLMCompiler: two searches at once, then what depends on both.
  it('makes the calls of one reply at once and shows the model what they gave in the order of its calls', async () => {
    const { model, world, run } = begun([threeSizes, 'b is the greatest.'], apis, 4);
    for (const name of ['c', 'a', 'b']) {
      await settle();
      world.end(name);
    }
    const { events, end } = await run;
    expect(end).toEqual({ outcome: 'answered' });
    expect(world.seen).toEqual({ under: 0, most: 3, order: ['a', 'b', 'c'] });
    expect(lines(events)).toEqual([
      'call-start call_0_0',
      'call-start call_0_1',
      'call-start call_0_2',
      'call-end call_0_2',
      'call-end call_0_0',
      'call-end call_0_1',
    ]);
    const shown = model.requests[1]?.messages.filter(({ role }) => role === 'tool');
    expect(shown?.map(message => message.role === 'tool' && message.callId)).toEqual([
      'call_0_0',
      'call_0_1',
      'call_0_2',
    ]);
    expect(shown?.map(({ content }) => /that of \w/.exec(content)?.[0])).toEqual([
      'that of a',
      'that of b',
      'that of c',
    ]);
  });

  it('has a record of which the same tree is made, whichever call ends first', async () => {
    const trees = [];
    for (const order of ['abc', 'cba']) {
      const { world, run } = begun([threeSizes, 'Done.'], apis, 4);
      await settle();
      for (const name of order) {
        world.end(name);
        await settle();
      }
      const { events } = await run;
      const tree = runTree(events.map((event): RecordedEvent => ({ ...event, seq: 0, at: 0 })));
      trees.push(tree.root);
    }
    expect(trees[0]).toEqual(trees[1]);
    expect(trees[0]?.children[0]?.calls.map(each => each.end?.observation)).toEqual(
      ['a', 'b', 'c'].map(name => ok(`that of ${name}`)),
    );
  });

  it('has no more calls under way than it may', async () => {
    const { world, run } = begun([threeSizes, 'Done.'], apis, 2);
    for (const name of ['b', 'a', 'c']) {
      await settle();
      world.end(name);
    }
    await run;
    expect(world.seen.most).toBe(2);
  });

  it('makes what changes something alone, after what was asked before it and before what was asked after it', async () => {
    const mixed = [
      call('size', { of: 'a' }),
      call('size', { of: 'b' }),
      call('set', { of: 's' }),
      call('size', { of: 'c' }),
    ];
    const { world, run } = begun([mixed, 'Done.'], apis, 4);
    const made = [];
    for (const names of ['ba', 's', 'c']) {
      await settle();
      made.push([...world.seen.order]);
      for (const name of names) world.end(name);
      await settle();
    }
    expect((await run).end).toEqual({ outcome: 'answered' });
    expect(made).toEqual([
      ['a', 'b'],
      ['a', 'b', 's'],
      ['a', 'b', 's', 'c'],
    ]);
  });

  it('answers the second of two equal calls of one reply with a note', async () => {
    const twice = [call('size', { of: 'a' }), call('size', { of: 'a' })];
    const tools = testTools(scripted([twice, 'Done.']), apis);
    const { events } = await runToEnd(parallel(), tools);
    expect(tools.called).toHaveLength(1);
    const seen = events.flatMap(event => (event.type === 'call-end' ? [event.observation.status] : []));
    expect(seen).toEqual(['ok', 'repeated']);
  });

  it('tells the model to ask for independent calls in one reply', async () => {
    const { model, run } = begun(['Nothing to do.'], apis, 4);
    await run;
    expect(model.requests[0]?.messages[0]?.content).toContain(
      'call in one reply every function whose arguments you know',
    );
  });
});
