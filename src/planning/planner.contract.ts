import { describe, expect, it } from 'vitest';
import { CapuchinError, type JsonObject } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import type { Executor, Observation } from '../execution/index.js';
import { type ChatModel, type ScriptedReply, scripted } from '../models/index.js';
import type { RunEvent } from '../trajectory/index.js';
import type { Planner, PlannerTools } from './planner.js';
import { type RunEnd, runPlanner } from './run-planner.js';

/** An API without a home, for tests of planners. */
export function testApi(name: string, parameters: JsonObject = {}): Api {
  return {
    id: `test/${name}`,
    name,
    collection: 'test',
    provider: 'test',
    tool: 'test',
    category: 'Test',
    title: name,
    description: `Does ${name}. And more.`,
    parameters: { type: 'object', properties: parameters },
    effect: 'read',
    examples: [],
    source: { uri: 'test:' },
    invocation: { kind: 'function', module: 'test:', function: name },
  };
}

export const ok = (body: string): Observation => ({
  status: 'ok',
  body,
  provenance: 'local',
  elapsedMs: 1,
  coerced: [],
});

/** Tools over a fixed list of APIs; `see` says what each call gives and keeps what was called. */
export function testTools(
  model: ChatModel,
  apis: readonly Api[],
  see: (api: Api, args: JsonObject) => Observation = api => ok(`${api.name} was called`),
): PlannerTools & { readonly called: [string, JsonObject][] } {
  const called: [string, JsonObject][] = [];
  const executor: Executor = {
    async call(api, args, options) {
      options?.signal?.throwIfAborted();
      called.push([api.name, args]);
      return see(api, args);
    },
  };
  let clock = 0;
  return {
    model,
    retriever: { search: async (_query, k) => apis.slice(0, k).map((api, i) => ({ api, score: apis.length - i })) },
    retrieverName: 'fixed',
    executor,
    now: () => (clock += 1),
    called,
  };
}

export async function runToEnd(planner: Planner, tools: PlannerTools, request = 'do it') {
  const run = runPlanner(planner, tools, { runId: 'r', request, options: {}, seed: 0, collections: {}, capuchin: '0' });
  const events: RunEvent[] = [];
  for (;;) {
    const next: IteratorResult<RunEvent, RunEnd> = await run.next();
    if (next.done) return { events, end: next.value };
    events.push(next.value);
  }
}

/** What every planner promises, whatever its way of deciding. */
export function plannerContract(name: string, make: () => Planner): void {
  describe(`${name} keeps the planner contract`, () => {
    const apis = [testApi('add'), testApi('subtract')];
    const always = (reply: ScriptedReply) => scripted(() => reply);

    it('answers that nothing fits when nothing was retrieved, without asking the model', async () => {
      const model = always('never said');
      const { end, events } = await runToEnd(make(), testTools(model, []));
      expect(end).toEqual({ outcome: 'nothing-fits' });
      expect(model.requests).toEqual([]);
      expect(events.at(-2)).toMatchObject({ type: 'answer', from: 'planner' });
    });

    it('answers that nothing fits when the retriever holds that for very likely, without asking the model', async () => {
      const model = always('never said');
      const tools = testTools(model, apis);
      const retriever = { ...tools.retriever, fit: () => ({ probability: 0.001, threshold: 0.3 }) };
      const { end, events } = await runToEnd(make(), { ...tools, retriever });
      expect(end).toEqual({ outcome: 'nothing-fits' });
      expect(model.requests).toEqual([]);
      expect(events.at(-2)).toMatchObject({ type: 'answer', text: expect.stringContaining('\n  add: Does add.') });
    });

    it('answers that nothing fits, with the nearest APIs, when the model calls none', async () => {
      const { end, events } = await runToEnd(make(), testTools(always('No function draws.'), apis));
      expect(end).toEqual({ outcome: 'nothing-fits' });
      const answer = events.find(event => event.type === 'answer');
      expect(answer).toMatchObject({
        text: 'No API in the collection fits this request.\nThe model says: No function draws.\nNearest:\n  add: Does add.\n  subtract: Does subtract.',
      });
    });

    it('runs nothing for a name that was not offered, and says which are near', async () => {
      const tools = testTools(always({ name: 'ad', arguments: {} }), apis);
      const { events } = await runToEnd(make(), tools);
      expect(tools.called).toEqual([]);
      const seen = events.find(event => event.type === 'call-end');
      expect(seen).toMatchObject({ observation: { status: 'unknown-api', given: 'ad', candidates: ['add'] } });
    });

    it('runs nothing for arguments that are not one JSON object', async () => {
      for (const broken of ['{"a": ', '[1]', '"x"']) {
        const tools = testTools(always({ name: 'add', arguments: broken }), apis);
        const { events } = await runToEnd(make(), tools);
        expect(tools.called).toEqual([]);
        const seen = events.find(event => event.type === 'call-end');
        expect(seen).toMatchObject({ observation: { status: 'bad-arguments', provenance: 'none' } });
      }
    });

    it('ends as interrupted when aborted during a call, with the record whole', async () => {
      const stop = new AbortController();
      const tools = testTools(always({ name: 'add', arguments: {} }), apis, () => {
        stop.abort(new Error('Ctrl-C'));
        throw stop.signal.reason;
      });
      const { events, end } = await runToEnd(make(), { ...tools, signal: stop.signal });
      expect(end).toMatchObject({ outcome: 'interrupted', reason: 'Ctrl-C' });
      expect(events.at(-1)).toMatchObject({ type: 'run-end', outcome: 'interrupted' });
    });

    it('ends as budget-spent or failed when the model cannot go on', async () => {
      const spent = always(new CapuchinError('budget-spent', '100 tokens are used up'));
      expect((await runToEnd(make(), testTools(spent, apis))).end).toMatchObject({ outcome: 'budget-spent' });
      const broken = always(new CapuchinError('model-failed', 'no route to host'));
      const failed = await runToEnd(make(), testTools(broken, apis));
      expect(failed.end).toMatchObject({ outcome: 'failed', reason: 'no route to host' });
    });

    it('starts every call it ends and gives every node a parent that was there before', async () => {
      const { events } = await runToEnd(make(), testTools(always({ name: 'add', arguments: { a: 1 } }), apis));
      const nodes = new Set([0]);
      const open = new Set<string>();
      for (const event of events) {
        if (event.type === 'model-start') {
          expect(nodes.has(event.parent)).toBe(true);
          nodes.add(event.node);
        }
        if (event.type === 'call-start') open.add(event.callId);
        if (event.type === 'call-end') expect(open.delete(event.callId)).toBe(true);
      }
      expect([...open]).toEqual([]);
    });
  });
}
