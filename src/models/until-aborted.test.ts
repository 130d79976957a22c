import { describe, expect, it } from 'vitest';
import { untilAborted } from './until-aborted.js';

const never = new Promise<never>(() => {});

describe('untilAborted', () => {
  it('gives what the promise gives', async () => {
    expect(await untilAborted(Promise.resolve(1), undefined)).toBe(1);
    expect(await untilAborted(Promise.resolve(1), new AbortController().signal)).toBe(1);
    await expect(untilAborted(Promise.reject(new Error('no')), new AbortController().signal)).rejects.toThrow('no');
  });

  it('rejects with the very reason, before and while waiting', async () => {
    const reason = { why: 'enough' };
    await expect(untilAborted(never, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const waiting = untilAborted(never, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
