import { describe, expect, it } from 'vitest';
import { manualClock } from '../../base/index.js';
import { hostLimits } from './host-limits.js';

const { signal } = new AbortController();
const patient = { deadlineMs: 1e12, signal };

describe('hostLimits', () => {
  it('lets so many into a host at once, each host by itself', async () => {
    const limits = hostLimits({ maxConcurrent: 2, clock: manualClock() });
    const first = await limits.enter('a', patient);
    await limits.enter('a', patient);
    let third = false;
    const waiting = limits.enter('a', patient).then(() => {
      third = true;
    });
    await limits.enter('b', patient);
    expect(third).toBe(false);
    first.leave();
    first.leave();
    await waiting;
    const aborted = new AbortController();
    const fourth = limits.enter('a', { ...patient, signal: aborted.signal });
    aborted.abort(new Error('enough'));
    await expect(fourth).rejects.toThrow('enough');
  });

  it('spreads requests over a sliding window', async () => {
    const clock = manualClock();
    const limits = hostLimits({ maxRequests: 2, windowMs: 1_000, clock });
    const startedMs: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const visit = await limits.enter('a', patient);
      startedMs.push(clock.now());
      visit.leave();
      clock.advance(100);
    }
    expect(startedMs).toEqual([0, 100, 1_000, 1_100, 2_000]);
  });

  it('leaves a host alone that asks for it, and tells at once when that takes too long', async () => {
    const clock = manualClock();
    const limits = hostLimits({ clock });
    const visit = await limits.enter('a', patient);
    visit.learn(429, { 'retry-after': '60' });
    visit.leave();
    await expect(limits.enter('a', { deadlineMs: 30_000, signal })).rejects.toMatchObject({
      code: 'host-busy',
      message:
        'a takes no further request for 60 s (its rate limit), which is longer than the call may take; nothing was sent',
    });
    expect(clock.slept).toEqual([]);
    await limits.enter('a', patient);
    expect(clock.slept).toEqual([60_000]);
  });

  it('counts down what a host says it still takes, with those under way', async () => {
    const clock = manualClock();
    const limits = hostLimits({ clock });
    const first = await limits.enter('a', patient);
    await limits.enter('a', patient);
    first.learn(200, { 'ratelimit-remaining': '2', 'ratelimit-reset': '30' });
    await limits.enter('a', patient); // one of the two may have gone to the request under way
    expect(clock.slept).toEqual([]);
    await limits.enter('a', patient);
    expect(clock.slept).toEqual([30_000]);
    await limits.enter('a', patient);
    expect(clock.slept).toEqual([30_000]);
  });

  it('gives its place to others when it is aborted while it waits', async () => {
    const clock = { now: () => 0, sleep: (_ms: number, stop?: AbortSignal) => rejectedBy(stop) };
    const limits = hostLimits({ maxConcurrent: 1, clock });
    const visit = await limits.enter('a', patient);
    visit.learn(503, { 'retry-after': '5' });
    visit.leave();
    const abort = new AbortController();
    const waiting = limits.enter('a', { ...patient, signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(limits.enter('a', { deadlineMs: 1, signal })).rejects.toMatchObject({ code: 'host-busy' });
  });
});

function rejectedBy(stop: AbortSignal | undefined): Promise<void> {
  return new Promise((_resolve, reject) => stop?.addEventListener('abort', () => reject(stop.reason)));
}
