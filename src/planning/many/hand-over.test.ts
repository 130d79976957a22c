import { describe, expect, it } from 'vitest';
import { handOver } from './hand-over.js';

describe('a hand-over', () => {
  it('makes who gives wait until it is taken', async () => {
    const { give, taken, close } = handOver<number>();
    const done: string[] = [];
    const giving = Promise.all([1, 2].map(value => give(value).then(() => done.push(`gave ${value}`))));
    const values = taken();
    await Promise.resolve();
    expect(done).toEqual([]);
    expect((await values.next()).value).toBe(1);
    await Promise.resolve();
    expect(done).toEqual(['gave 1']);
    expect((await values.next()).value).toBe(2);
    await giving;
    const last = values.next();
    close();
    expect(await last).toEqual({ done: true, value: undefined });
  });

  it('keeps nobody waiting once closed', async () => {
    const { give, close } = handOver<number>();
    const early = give(1);
    close();
    await early;
    await give(2);
  });
});
