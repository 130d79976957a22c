import { describe, expect, it } from 'vitest';
import { scripted } from '../../models/index.js';
import { runToEnd, testTools } from '../planner.contract.js';
import type { Planner, PlannerEvent } from '../planner.js';
import { leftWhenStuck } from './left-when-stuck.js';

const said: PlannerEvent = { type: 'text-delta', node: 0, text: 'so far' };

/** Tells one thing, and then goes on when it is let. */
function waiting(until: Promise<void>, ended: string[] = []): Planner {
  return {
    name: 'waiting',
    options: {},
    async *run() {
      try {
        yield said;
        await until;
        yield said;
        return { outcome: 'answered' };
      } finally {
        ended.push('ended');
      }
    },
  };
}

describe('a planner that is left when it is stuck', () => {
  it('is as it was while nobody stops it', async () => {
    const { events, end } = await runToEnd(leftWhenStuck(waiting(Promise.resolve()), 0), testTools(scripted([]), []));
    expect(end).toEqual({ outcome: 'answered' });
    expect(events.filter(({ type }) => type === 'text-delta')).toHaveLength(2);
  });

  it('ends after its time of grace, tells nothing more, and is cleaned up should it ever go on', async () => {
    const stop = new AbortController();
    let goOn = () => {};
    const ended: string[] = [];
    const planner = waiting(new Promise(resolve => (goOn = resolve)), ended);
    const run = runToEnd(leftWhenStuck(planner, 1), { ...testTools(scripted([]), []), signal: stop.signal });
    setImmediate(() => stop.abort(new Error('Ctrl-C')));
    const { events, end } = await run;
    expect(end).toMatchObject({ outcome: 'interrupted', reason: 'Ctrl-C' });
    expect(events.map(({ type }) => type)).toEqual(['run-start', 'text-delta', 'run-end']);
    expect(ended).toEqual([]);
    goOn();
    await new Promise(setImmediate);
    expect(ended).toEqual(['ended']);
  });

  it('is left also when it was to stop before it began', async () => {
    const planner = leftWhenStuck(waiting(new Promise(() => {})), 1);
    const tools = { ...testTools(scripted([]), []), signal: AbortSignal.abort(new Error('too late')) };
    expect((await runToEnd(planner, tools)).end).toMatchObject({ outcome: 'interrupted', reason: 'too late' });
  });
});
