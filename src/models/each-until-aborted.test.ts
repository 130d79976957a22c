import { describe, expect, it } from 'vitest';
import { eachUntilAborted } from './each-until-aborted.js';

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
