import { describe, expect, it } from 'vitest';
import { orAborted } from './or-aborted.js';

const never = new Promise<never>(() => {});

describe('orAborted', () => {
  it('is the work when nothing is aborted', async () => {
    const { signal } = new AbortController();
    expect(await orAborted(Promise.resolve(1), undefined)).toBe(1);
    expect(await orAborted(Promise.resolve(1), signal)).toBe(1);
    await expect(orAborted(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
  });

  it('is the reason when aborted before or meanwhile', async () => {
    await expect(orAborted(Promise.resolve(1), AbortSignal.abort('why'))).rejects.toBe('why');
    const abort = new AbortController();
    const waiting = orAborted(new Promise(() => {}), abort.signal);
    abort.abort('why');
    await expect(waiting).rejects.toBe('why');
  });

  it('rejects with the very reason, before and while waiting', async () => {
    const reason = { why: 'enough' };
    const failing = Promise.reject(new Error('nobody hears this'));
    for (const promise of [never, failing]) {
      await expect(orAborted(promise, AbortSignal.abort(reason))).rejects.toBe(reason);
    }
    const controller = new AbortController();
    const waiting = orAborted(never, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
