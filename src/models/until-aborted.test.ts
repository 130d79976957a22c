import { describe, expect, it } from 'vitest';
import { eachUntilAborted, untilAborted } from './until-aborted.js';

const never = new Promise<never>(() => {});

describe('untilAborted', () => {
  it('gives what the promise gives', async () => {
    expect(await untilAborted(Promise.resolve(1), undefined)).toBe(1);
    expect(await untilAborted(Promise.resolve(1), new AbortController().signal)).toBe(1);
    await expect(untilAborted(Promise.reject(new Error('no')), new AbortController().signal)).rejects.toThrow('no');
  });

  it('rejects with the very reason, before and while waiting', async () => {
    const reason = { why: 'enough' };
    const failing = Promise.reject(new Error('nobody hears this'));
    for (const promise of [never, failing]) {
      await expect(untilAborted(promise, AbortSignal.abort(reason))).rejects.toBe(reason);
    }
    const controller = new AbortController();
    const waiting = untilAborted(never, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});

describe('eachUntilAborted', () => {
  it('stops between items', () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const run = () => {
      for (const item of eachUntilAborted([1, 2, 3], controller.signal)) {
        seen.push(item);
        if (item === 2) controller.abort(new Error('enough'));
      }
    };
    expect(run).toThrow('enough');
    expect(seen).toEqual([1, 2]);
    expect([...eachUntilAborted([1, 2], undefined)]).toEqual([1, 2]);
  });
});
