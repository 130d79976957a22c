import { describe, expect, it } from 'vitest';
import { linkedAbort } from './abort.js';

describe('linkedAbort', () => {
  it("follows the caller's signal until unlinked", () => {
    const outer = new AbortController();
    const following = linkedAbort(outer.signal);
    const unlinked = linkedAbort(outer.signal);
    unlinked.unlink();
    outer.abort('enough');
    expect([following.signal.reason, unlinked.signal.aborted]).toEqual(['enough', false]);
    expect(linkedAbort(outer.signal).signal.reason).toBe('enough');
  });

  it('keeps the first reason and leaves the caller alone', () => {
    const outer = new AbortController();
    const own = linkedAbort(outer.signal);
    own.because('first');
    own.because('second');
    expect([own.signal.reason, outer.signal.aborted]).toEqual(['first', false]);
  });
});
