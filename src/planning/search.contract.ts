import { beforeAll, describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../base/index.js';
import type { Api, Effect } from '../catalog/index.js';
import type { Observation } from '../execution/index.js';
import { type ScriptedModel, type ScriptedReply, scripted } from '../models/index.js';
import { type RecordedEvent, type RunEvent, runTree, walkRun } from '../trajectory/index.js';
import { ok, runToEnd, testApi, testTools } from './planner.contract.js';
import type { Planner, PlannerTools } from './planner.js';

/** Limits that differ from run to run. */
export interface SearchLimits {
  readonly seed: number;
  readonly width: number;
  readonly maxDepth: number;
  readonly maxCalls: number;
  readonly retreat: number;
  readonly maxIdleSteps: number;
}

const effects: Readonly<Record<string, Effect>> = {
  look: 'read',
  find: 'read',
  set: 'reversible',
  move: 'reversible',
  send: 'irreversible',
};
const apis: readonly Api[] = Object.entries(effects).map(([name, effect]) => ({ ...testApi(name), effect }));

/** Says anything that a model might say, also where it is asked for a judgement. */
function fallible(random: Random): ScriptedModel {
  const call = () => ({ name: random.pick(Object.keys(effects)), arguments: { x: random.integer(3) } });
  const says: readonly (() => ScriptedReply)[] = [
    call,
    call,
    call,
    () => [call(), call(), call()],
    () => ({ name: 'give_up', arguments: { reason: 'Nothing came of it.' } }),
    () => ({ name: 'no_such', arguments: {} }),
    () => ({ name: 'set', arguments: '{"x": ' }),
    () => 'That is it.',
    () => '',
    () => ({ text: 'So far I', finish: 'length' }),
  ];
  const judges: readonly (() => ScriptedReply)[] = [
    () => random.pick(['a', 'B', '{"better": "a"}', '{"better": "b"}']),
    () => JSON.stringify({ value: random.integer(12) }),
    () => 'I cannot say.',
  ];
  return scripted(({ schema }) => random.pick(schema === undefined ? says : judges)());
}

function world(model: ScriptedModel, random: Random): PlannerTools {
  const see = ({ name, effect }: Api, args: object): Observation => {
    if (random.next() < 0.25) {
      return {
        status: 'http-error',
        httpStatus: 500,
        body: 'out of order',
        provenance: 'local',
        elapsedMs: 1,
        coerced: [],
      };
    }
    const undo = { kind: 'call', description: '', api: `test/un${name}`, arguments: {} } as const;
    return { ...ok(`${name} ${JSON.stringify(args)}`), ...(effect === 'reversible' ? { undo } : {}) };
  };
  return { ...testTools(model, apis, see), undo: async () => ok('taken back') };
}

async function randomRun(make: (limits: SearchLimits) => Planner, seed: number) {
  const random = seededRandom(`search ${seed}`);
  const limits: SearchLimits = {
    seed,
    width: 1 + random.integer(3),
    maxDepth: 1 + random.integer(6),
    maxCalls: 1 + random.integer(30),
    retreat: 1 + random.integer(3),
    maxIdleSteps: 1 + random.integer(3),
  };
  const model = fallible(random);
  return { limits, model, ...(await runToEnd(make(limits), world(model, random))) };
}

/** What stands changed when each event happens, by the node that changed it. */
function* standingChanges(events: readonly RunEvent[]) {
  const standing = new Map<string, number>();
  const undoing = new Map<string, string>();
  const changing = new Set<string>();
  const parents = new Map<number, number>();
  for (const event of events) {
    if (event.type === 'model-start') parents.set(event.node, event.parent);
    const key = 'callId' in event ? `${event.node}/${event.callId}` : '';
    if (event.type === 'call-start' && event.undoes !== undefined) undoing.set(key, event.undoes);
    else if (event.type === 'call-start' && event.effect !== undefined && event.effect !== 'read') changing.add(key);
    if (event.type === 'call-end' && event.observation.status === 'ok') {
      const undone = undoing.get(key);
      if (undone !== undefined) standing.delete(undone);
      else if (changing.has(key)) standing.set(key, event.node);
    }
    yield { event, standing: [...standing.values()], wayTo: (node: number) => wayTo(node, parents) };
  }
}

function wayTo(node: number, parents: ReadonlyMap<number, number>): readonly number[] {
  const way = [node];
  for (let at = parents.get(node); at !== undefined && at !== 0; at = parents.get(at)) way.push(at);
  return way;
}

/** What a planner that tries several ways promises, whatever a model says. */
export function searchContract(name: string, make: (limits: SearchLimits) => Planner, runs = 80): void {
  describe(`${name} keeps the search contract, in ${runs} random runs`, () => {
    const made: Awaited<ReturnType<typeof randomRun>>[] = [];
    beforeAll(async () => {
      for (let seed = 0; seed < runs; seed++) made.push(await randomRun(make, seed));
    }, 60_000);

    it('ends, and asks the model no more often than it may', () => {
      const outcomes = new Set<string>();
      for (const { limits, model, end } of made) {
        outcomes.add(end.outcome);
        expect(end.outcome, `seed ${limits.seed}: ${end.reason}`).not.toBe('failed');
        expect(model.requests.length, `seed ${limits.seed}`).toBeLessThanOrEqual(limits.maxCalls);
      }
      // Runs that all end alike would show little.
      expect([...outcomes].sort()).toEqual(['answered', 'budget-spent', 'gave-up', 'nothing-fits']);
    });

    it('makes a tree in which every node has one parent, and what is asked beside the run has no children', () => {
      for (const { events } of made) {
        const nodes = [...walkRun(runTree(events.map((event, seq): RecordedEvent => ({ ...event, seq, at: 0 }))))];
        expect(nodes.map(({ id }) => id).sort((a, b) => a - b)).toEqual(nodes.map((_node, id) => id));
        for (const { role, children, calls } of nodes) {
          if (role !== undefined) expect([children.length, calls.length]).toEqual([0, 0]);
        }
      }
    });

    it('makes changes along one way only: those of others are taken back before, and none is made to see what it gives', () => {
      for (const { limits, events } of made) {
        for (const { event, standing, wayTo } of standingChanges(events)) {
          const isChange = event.type === 'call-start' && event.effect !== 'read' && event.undoes === undefined;
          if (!isChange && event.type !== 'answer') continue;
          const way = wayTo(event.node);
          expect(
            standing.filter(node => !way.includes(node)),
            `seed ${limits.seed}, node ${event.node}`,
          ).toEqual([]);
        }
      }
    });
  });
}
