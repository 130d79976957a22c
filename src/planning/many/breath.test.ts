import { describe, expect, it } from 'vitest';
import { breathing } from './breath.js';

describe('breathing', () => {
  it('lets others in after a while, with everybody who asks meanwhile', async () => {
    let now = 0;
    const breathe = breathing(10, () => now);
    now = 9;
    expect(breathe()).toBeUndefined();
    now = 10;
    const breath = breathe();
    expect(breath).toBeInstanceOf(Promise);
    expect(breathe()).toBe(breath);
    const order: string[] = [];
    setImmediate(() => order.push('others'));
    await Promise.all([breath, Promise.resolve().then(() => order.push('no wait'))]);
    await new Promise(setImmediate);
    expect(order).toEqual(['no wait', 'others']);
    expect(breathe()).toBeUndefined();
    now = 20;
    expect(breathe()).toBeInstanceOf(Promise);
  });
});
