import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import type { Api, Effect } from '../../catalog/index.js';
import type { Observation } from '../../execution/index.js';
import { type Message, type ScriptedModel, type ScriptedReply, scripted } from '../../models/index.js';
import { createRunFile, type RecordedEvent, readRun, recordRun, runTree, walkRun } from '../../trajectory/index.js';
import { chain } from '../chain/chain.js';
import { ok, testApi, testTools } from '../planner.contract.js';
import type { Planner, PlannerTools } from '../planner.js';
import { runPlanner } from '../run-planner.js';
import { dfsdt } from './dfsdt.js';

const folder = mkdtempSync(join(tmpdir(), 'capuchin-random-'));
afterAll(() => rmSync(folder, { recursive: true }));

const effects = { look: 'read', find: 'read', create: 'reversible', send: 'irreversible' } as const;
const apis: Api[] = Object.entries(effects).map(([name, effect]) => ({ ...testApi(name), effect: effect as Effect }));

/** Says anything a model might say, right or wrong; the same for the same seed. */
function fallible(seed: number): ScriptedModel {
  const random = seededRandom(seed);
  const call = () => ({ name: random.pick(Object.keys(effects)), arguments: { x: random.integer(3) } });
  const says: (() => ScriptedReply)[] = [
    call,
    call,
    call,
    () => ({ name: random.pick(['look', 'find']), arguments: { x: random.integer(2) } }),
    () => [call(), call()],
    () => ({ name: 'give_up', arguments: { reason: 'Nothing came of it.' } }),
    () => 'That is it.',
    () => '',
    () => ({ text: 'So far I', finish: 'length' }),
    () => ({ name: 'no_such', arguments: {} }),
    () => ({ name: 'look', arguments: '{"x": ' }),
  ];
  return scripted(() => random.pick(says)());
}

/** Some calls fail, always the same; changes can be taken back, mostly. */
function world(model: ScriptedModel, seed: number): PlannerTools & ReturnType<typeof testTools> {
  const random = seededRandom(`world ${seed}`);
  const failing = new Set(Object.keys(effects).map(name => `${name} ${random.integer(3)}`));
  const see = ({ name, effect }: Api, args: object): Observation => {
    const rest = { provenance: 'local', elapsedMs: 1, coerced: [] } as const;
    if (failing.has(`${name} ${Object.values(args)[0]}`)) {
      return { status: 'http-error', httpStatus: 500, body: 'out of order', ...rest };
    }
    const undo = { kind: 'call', description: '', api: `test/un${name}`, arguments: {} } as const;
    return { status: 'ok', body: `${name} ☑`, ...(effect === 'reversible' ? { undo } : {}), ...rest };
  };
  return { ...testTools(model, apis, see), undo: async () => ok('taken back') };
}

let runs = 0;

async function recorded(planner: Planner, seed: number) {
  const model = fallible(seed);
  const tools = world(model, seed);
  const facts = { runId: `r${seed}`, request: 'Do it, größte 🐒', options: {}, seed, collections: {}, capuchin: '0' };
  runs += 1;
  const file = createRunFile(join(folder, `${runs}.jsonl`), tools.now);
  const run = recordRun(runPlanner(planner, tools, facts), file);
  const events: RecordedEvent[] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next()) events.push(next.value);
  return { model, tools, events, end: next.value, path: file.path };
}

const lasting = (events: readonly RecordedEvent[]) => events.filter(({ type }) => type !== 'text-delta');

const settings = fc.record({
  width: fc.integer({ min: 1, max: 3 }),
  maxDepth: fc.integer({ min: 1, max: 6 }),
  maxCalls: fc.integer({ min: 1, max: 30 }),
  retreat: fc.integer({ min: 1, max: 3 }),
  maxIdleSteps: fc.integer({ min: 1, max: 3 }),
});
const seeds = fc.integer({ min: 0, max: 1e6 });
const fixed = { seed: 11, numRuns: 100 };

describe('whatever a model says, dfsdt', () => {
  it('ends within its limits, with one parent for every node, and a file that gives the same tree', async () => {
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(seeds, settings, async (seed, options) => {
        const { model, events, end, path } = await recorded(dfsdt(options), seed);
        outcomes.set(end.outcome, (outcomes.get(end.outcome) ?? 0) + 1);
        expect(end.outcome).not.toBe('failed');
        expect(model.requests.length).toBeLessThanOrEqual(options.maxCalls);

        const tree = runTree(events);
        const nodes = [...walkRun(tree)];
        expect(nodes.map(({ id }) => id).sort((a, b) => a - b)).toEqual(nodes.map((_node, id) => id));
        for (const { children, outcome, id } of nodes) {
          expect(children.length).toBeLessThanOrEqual(options.width);
          if (id > 0) expect(outcome).toBeDefined();
        }
        expect(runTree(await readRun(path))).toEqual(runTree(lasting(events)));
      }),
      fixed,
    );
    // Runs that all end alike would show little.
    expect([...outcomes.keys()].sort()).toEqual(['answered', 'budget-spent', 'gave-up', 'nothing-fits']);
  });

  it('records what it said to the model, word for word', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, settings, async (seed, options) => {
        const { model, events } = await recorded(dfsdt(options), seed);
        const asked = events
          .filter(event => event.type === 'model-start')
          .map(({ node }) => conversation(events, node));
        expect(asked).toEqual(model.requests.map(({ messages }) => messages));
      }),
      fixed,
    );
  });

  it('takes back each change at most once, and tries nothing beside what cannot be taken back', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, settings, async (seed, options) => {
        const { events } = await recorded(dfsdt(options), seed);
        const parents = new Map<number, number>();
        const made = new Set<string>();
        let final: number | undefined;
        for (const event of events) {
          if (event.type === 'model-start') {
            parents.set(event.node, event.parent);
            if (final !== undefined) expect(wayTo(event.node, parents)).toContain(final);
          }
          if (event.type === 'call-start' && event.undoes !== undefined) expect(made.delete(event.undoes)).toBe(true);
          if (event.type !== 'call-end' || event.observation.status !== 'ok' || event.reusedFrom !== undefined)
            continue;
          if (event.observation.undo !== undefined) made.add(`${event.node}/${event.callId}`);
          if (event.observation.body.startsWith('send')) final ??= event.node;
        }
      }),
      fixed,
    );
  });

  it('reads nothing twice that it has, unless something was changed in between', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, settings, async (seed, options) => {
        const { events } = await recorded(dfsdt(options), seed);
        const started = new Map<string, string>();
        const known = new Set<string>();
        for (const event of events) {
          if (event.type === 'call-start') {
            started.set(`${event.node}/${event.callId}`, `${event.name} ${JSON.stringify(event.arguments)}`);
            if (event.effect !== 'read') known.clear();
          }
          if (event.type !== 'call-end' || event.observation.provenance === 'none') continue;
          const call = started.get(`${event.node}/${event.callId}`) as string;
          if (event.reusedFrom !== undefined) expect(known.has(call)).toBe(true);
          else expect(known.has(call)).toBe(false);
          if (event.observation.status === 'ok' && /^(look|find) /.test(call)) known.add(call);
        }
      }),
      fixed,
    );
  });
});

describe.each([
  ['chain', () => chain({ maxSteps: 4 })],
  ['dfsdt', () => dfsdt({ maxCalls: 5 })],
] as const)('a process that is killed while %s writes', (_name, make) => {
  it('loses at most the line it was writing, wherever it stops', async () => {
    const { path } = await recorded(make(), 3);
    const whole = await readRun(path);
    const bytes = readFileSync(path);
    expect(whole.length).toBeGreaterThan(6);
    for (let length = bytes.length; length > 0; length -= 1) {
      truncateSync(path, length);
      const lines = bytes.subarray(0, length).toString('utf8').split('\n');
      // A line without its end counts when it is whole: of the file's lines this is so one byte before the end.
      const isWhole = bytes[length] === 0x0a;
      const count = lines.length - 1 + (isWhole ? 1 : 0);
      if (count === 0) {
        await expect(readRun(path)).rejects.toMatchObject({ code: 'bad-run-file' });
        continue;
      }
      const events = await readRun(path);
      expect(events.length).toBe(count);
      expect(events.at(-1)).toEqual(whole[count - 1]);
      expect(runTree(events).start.runId).toBe('r3');
    }
  });
});

/** The conversation in which a node was made: what stands on the way to it, and what was said for its reply alone. */
function conversation(events: readonly RecordedEvent[], node: number): Message[] {
  const parents = new Map(events.flatMap(event => (event.type === 'model-start' ? [[event.node, event.parent]] : [])));
  const said: Message[] = [];
  for (const step of [...wayTo(node, parents)].reverse()) {
    for (const event of events) {
      if (!('node' in event) || event.node !== step) continue;
      if (event.type === 'model-start') said.push(...event.messages, ...(step === node ? (event.asides ?? []) : []));
      if (event.type === 'model-end' && step !== node) {
        said.push({ role: 'assistant', content: event.content, toolCalls: event.toolCalls });
      }
    }
  }
  return said;
}

/** A node and those above it, without the root. */
function wayTo(node: number, parents: ReadonlyMap<number, number>): readonly number[] {
  const way: number[] = [];
  for (let at: number | undefined = node; at !== undefined && at !== 0; at = parents.get(at)) way.push(at);
  return way;
}
