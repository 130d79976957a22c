import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Executor } from '../execution/index.js';
import { type Script, scripted } from '../models/index.js';
import { createRunFile, type RunEvent, readRun } from '../trajectory/index.js';
import { dfsdt } from './dfsdt/dfsdt.js';
import { ok, testApi, testTools } from './planner.contract.js';
import type { Planner, PlannerTools } from './planner.js';
import { type ManyRun, type ManyRunEnd, type RunManyOptions, runMany } from './run-many.js';

const folder = mkdtempSync(join(tmpdir(), 'capuchin-many-'));
afterAll(() => rmSync(folder, { recursive: true }));

const look: Script = (_request, index) => (index < 3 ? { name: 'look', arguments: { index } } : 'That is it.');
const forever = <T>(): Promise<T> => new Promise(() => {});

let files = 0;
/** By run id, the latest. */
const opened = new Map<string, string>();

/** A run of `dfsdt` with four replies, kept in a file. */
function aRun(runId: string, changed: Partial<PlannerTools> & { planner?: Planner; script?: Script } = {}): ManyRun {
  const { planner = dfsdt(), script = look, ...tools } = changed;
  files += 1;
  const path = join(folder, `${files}-${runId}.jsonl`);
  return {
    planner,
    tools: { ...testTools(scripted(script), [testApi('look')]), ...tools },
    facts: { runId, request: 'do it', options: {}, seed: 0, collections: {}, capuchin: '0' },
    openFile: () => {
      const file = createRunFile(path, () => 0);
      opened.set(runId, file.path);
      return file;
    },
  };
}

/** Where the record of a run of this test lies. */
function fileOf({ facts }: ManyRun): string {
  return opened.get(facts.runId) as string;
}

function planner(run: (tools: PlannerTools) => AsyncGenerator<never, { outcome: 'answered' }, void>): Planner {
  return { name: 'test', options: {}, run: (_request, tools) => run(tools) };
}

async function endsOf(runs: Iterable<ManyRun>, options: Partial<RunManyOptions> = {}): Promise<ManyRunEnd[]> {
  const ends: ManyRunEnd[] = [];
  for await (const end of runMany(runs, { concurrency: 4, ...options })) ends.push(end);
  return ends;
}

const outcomes = (ends: readonly ManyRunEnd[]) =>
  Object.fromEntries(ends.map(({ run, outcome }) => [run.facts.runId, outcome]));

const runs = (count: number, changed?: Parameters<typeof aRun>[1]) =>
  Array.from({ length: count }, (_, i) => aRun(`r${i}`, changed));

describe('many runs', () => {
  it('all end, each with its own record', async () => {
    const ends = await endsOf(runs(50), { concurrency: 8 });
    expect(ends).toHaveLength(50);
    expect(new Set(ends.map(({ outcome }) => outcome))).toEqual(new Set(['answered']));
    for (const { run } of ends) {
      const events = await readRun(fileOf(run));
      expect(events[0]).toMatchObject({ type: 'run-start', runId: run.facts.runId });
      expect(events.at(-1)).toMatchObject({ type: 'run-end', totals: { modelCalls: 4, apiCalls: 3 } });
    }
  });

  it('are no more at once than they may be, and none is begun before there is room and somebody takes what ended', async () => {
    let begun = 0;
    function* lazily() {
      for (const run of runs(20)) {
        begun += 1;
        yield run;
      }
    }
    const many = runMany(lazily(), { concurrency: 3 });
    expect(begun).toBe(0);
    await many.next();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    // One was taken and made room; three more may have ended since, and wait.
    expect(begun).toBeLessThanOrEqual(5);
    let count = 1;
    for await (const _end of many) count += 1;
    expect([begun, count]).toEqual([20, 20]);
    await expect(runMany([], { concurrency: 0 }).next()).rejects.toMatchObject({ code: 'bad-concurrency' });
  });

  it('wait for who is told of their events', async () => {
    const seen: string[] = [];
    const onEvent = async ({ type }: RunEvent, { facts }: ManyRun) => {
      await new Promise(setImmediate);
      if (type === 'run-start' || type === 'run-end') seen.push(`${facts.runId} ${type}`);
    };
    await endsOf(runs(2), { concurrency: 1, onEvent });
    expect(seen).toEqual(['r0 run-start', 'r0 run-end', 'r1 run-start', 'r1 run-end']);
  });
});

describe('fair shares', () => {
  /** Makes this many calls at once. */
  const greedy = (count: number) =>
    planner(async function* (tools) {
      await Promise.all(Array.from({ length: count }, () => tools.executor.call(testApi('look'), {})));
      return { outcome: 'answered' };
    });

  it('of the calls to one provider go to the runs in turn', async () => {
    const made: string[] = [];
    let underWay = 0;
    const executorOf = (name: string): Executor => ({
      async call() {
        made.push(name);
        underWay += 1;
        expect(underWay).toBe(1);
        await new Promise(setImmediate);
        underWay -= 1;
        return ok('');
      },
    });
    const greedyRun = aRun('greedy', { planner: greedy(6), executor: executorOf('greedy') });
    const modest = aRun('modest', { planner: greedy(2), executor: executorOf('modest') });
    await endsOf([greedyRun, modest], { maxCallsPerProvider: 1 });
    expect(made).toEqual(['greedy', 'greedy', 'modest', 'greedy', 'modest', 'greedy', 'greedy', 'greedy']);
  });

  it('of a model: no run is two replies ahead of another', async () => {
    const counts = new Map<string, number>();
    let mostApart = 0;
    const run = (name: string) =>
      aRun(name, {
        script: async (request, index) => {
          counts.set(name, index + 1);
          mostApart = Math.max(mostApart, Math.max(...counts.values()) - Math.min(...counts.values()));
          await new Promise(setImmediate);
          return typeof look === 'function' ? look(request, index) : '';
        },
      });
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) counts.set(name, 0);
    const ends = await endsOf(names.map(run), { concurrency: 5, maxReplies: 2 });
    expect(ends.map(({ outcome }) => outcome)).toEqual(names.map(() => 'answered'));
    expect(mostApart).toBeLessThanOrEqual(1);
  });
});

describe('a poisoned run', () => {
  const thrower = planner(() => {
    throw new Error('no planner at all');
  });
  // biome-ignore lint/correctness/useYield: it has nothing to tell
  const stuck = planner(async function* () {
    return await forever();
  });
  const endless: Planner = {
    ...thrower,
    async *run() {
      for (;;) yield { type: 'text-delta', node: 0, text: 'on and on ' };
    },
  };
  const broken = (runId: string): ManyRun => ({
    ...aRun(runId),
    openFile: () => {
      throw new Error('no room on the disk');
    },
  });

  it('hurts no other, whether it throws, waits for ever or never waits', async () => {
    const limits = { maxMs: 5 };
    const poisoned = [
      aRun('throws', { planner: thrower }),
      aRun('stuck', { planner: stuck, limits }),
      aRun('endless', { planner: endless, limits }),
      aRun('mute', { script: () => forever(), limits }),
      broken('no file'),
    ];
    const ends = await endsOf([...poisoned, ...runs(20)], { concurrency: 6, graceMs: 1, maxReplies: 1 });
    expect(outcomes(ends)).toMatchObject({
      throws: 'failed',
      stuck: 'budget-spent',
      endless: 'budget-spent',
      mute: 'budget-spent',
      'no file': 'failed',
    });
    expect(ends.filter(({ outcome }) => outcome === 'answered')).toHaveLength(20);
    for (const { run, reason } of ends.filter(({ run: { facts } }) => facts.runId === 'stuck')) {
      expect(reason).toContain('0.005 s are over');
      expect((await readRun(fileOf(run))).at(-1)).toMatchObject({ type: 'run-end', outcome: 'budget-spent' });
    }
  });

  it('is stopped when nobody can be told of it', async () => {
    const onEvent = ({ type }: RunEvent, { facts }: ManyRun) => {
      if (type === 'model-end' && facts.runId === 'r1') throw new Error('the screen is gone');
    };
    const ends = await endsOf(runs(3), { onEvent });
    expect(outcomes(ends)).toEqual({ r0: 'answered', r1: 'interrupted', r2: 'answered' });
    const stopped = ends.find(({ run }) => run.facts.runId === 'r1') as ManyRunEnd;
    expect(stopped.reason).toBe('the screen is gone');
    expect((await readRun(fileOf(stopped.run))).at(-1)).toMatchObject({ type: 'run-end', outcome: 'interrupted' });
  });
});

describe('an end to all of them', () => {
  it('by abort leaves whole records, and begins no others', async () => {
    const stop = new AbortController();
    let begun = 0;
    function* lazily() {
      for (const run of runs(30, {
        script: (_request, i) => (i === 0 ? { name: 'look', arguments: {} } : forever()),
      })) {
        begun += 1;
        yield run;
      }
    }
    const onEvent = ({ type }: RunEvent) => {
      if (type === 'call-end') setImmediate(() => stop.abort(new Error('Ctrl-C')));
    };
    const ends = await endsOf(lazily(), { concurrency: 10, signal: stop.signal, onEvent });
    expect([begun, ends.length]).toEqual([10, 10]);
    for (const { run, outcome, reason } of ends) {
      expect([outcome, reason]).toEqual(['interrupted', 'Ctrl-C']);
      const events = await readRun(fileOf(run));
      expect(events.at(-1)).toMatchObject({ type: 'run-end', totals: { modelCalls: 1, apiCalls: 1 } });
    }
  });

  it('by leaving early interrupts those under way', async () => {
    const slow = runs(3, { script: () => forever() });
    for await (const end of runMany([aRun('quick'), ...slow], { concurrency: 4 })) {
      expect(end.run.facts.runId).toBe('quick');
      break;
    }
    for (const run of slow) {
      expect((await readRun(fileOf(run))).at(-1)).toMatchObject({ type: 'run-end', outcome: 'interrupted' });
    }
  });

  it('by runs that cannot be had is thrown once those under way have ended', async () => {
    const slow = aRun('slow', { script: () => forever() });
    function* failing() {
      yield slow;
      throw new Error('the list is torn');
    }
    await expect(endsOf(failing())).rejects.toThrow('the list is torn');
    expect((await readRun(fileOf(slow))).at(-1)).toMatchObject({ type: 'run-end', outcome: 'interrupted' });
  });
});
