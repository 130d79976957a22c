import { describe, expect, it } from 'vitest';
import { createFairPool, type Lane } from './fair-pool.js';

/** Asks for a place and says when it came; the place is left by hand. */
function asker() {
  const served: string[] = [];
  const places = new Map<string, () => void>();
  return {
    served,
    ask: (name: string, lane: Lane, signal?: AbortSignal) =>
      lane.enter(signal).then(leave => {
        served.push(name);
        places.set(name, leave);
      }),
    async leave(name: string) {
      await new Promise(setImmediate);
      places.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

describe('a fair pool', () => {
  it('serves lanes in turn, and each lane in its order', async () => {
    const pool = createFairPool(1);
    const [busy, other, third] = [pool.lane(), pool.lane(), pool.lane()];
    const { served, ask, leave } = asker();
    for (const name of ['b1', 'b2', 'b3', 'b4']) void ask(name, busy);
    for (const name of ['o1', 'o2']) void ask(name, other);
    void ask('t1', third);
    for (const name of ['b1', 'b2', 'o1', 't1', 'b3', 'o2']) await leave(name);
    expect(served).toEqual(['b1', 'b2', 'o1', 't1', 'b3', 'o2', 'b4']);
  });

  it('gives as many places as it has, each back once', async () => {
    const lane = createFairPool(2).lane();
    const { served, ask, leave } = asker();
    for (const name of ['1', '2', '3', '4']) void ask(name, lane);
    await leave('nobody');
    expect(served).toEqual(['1', '2']);
    await leave('1');
    await leave('1');
    expect(served).toEqual(['1', '2', '3']);
  });

  it('takes who is aborted out of the queue, and says why', async () => {
    const pool = createFairPool(1);
    const lane = pool.lane();
    const { served, ask, leave } = asker();
    void ask('first', lane);
    const stop = new AbortController();
    const stopped = ask('stopped', lane, stop.signal);
    stop.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
    await expect(lane.enter(stop.signal)).rejects.toThrow('enough');
    void ask('last', pool.lane());
    await leave('first');
    expect(served).toEqual(['first', 'last']);
  });

  it('has at least one place', () => {
    expect(() => createFairPool(0)).toThrow('a whole number from 1 on');
  });
});
