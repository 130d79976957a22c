import { describe, expect, it } from 'vitest';
import { manualClock, systemClock } from './clock.js';

describe('systemClock', () => {
  it('ends a sleep with the reason it was aborted for', async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(60_000, controller.signal);
    controller.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
    await expect(systemClock.sleep(60_000, controller.signal)).rejects.toThrow('enough');
  });
});

describe('manualClock', () => {
  it('moves on by what is slept, without waiting', async () => {
    const clock = manualClock(1000);
    await clock.sleep(86_400_000);
    clock.advance(5);
    expect([clock.now(), clock.slept]).toEqual([86_401_005, [86_400_000]]);
    await expect(clock.sleep(1, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
