import { describe, expect, it } from 'vitest';
import { adapterGain } from './adapter-gain.js';

const verdicts = (exact: Readonly<Record<string, boolean>>) => ({ steps: 0, exact: new Map(Object.entries(exact)) });
const all = (names: readonly string[], is: boolean) => Object.fromEntries(names.map(name => [name, is]));
const mine = Array.from({ length: 20 }, (_, i) => `mine-${i}`);
const others = Array.from({ length: 20 }, (_, i) => `families-${i}`);
const sources = new Map([
  ...mine.map(id => [id, 'mine/call'] as const),
  ...others.map(id => [id, 'families/call'] as const),
]);
const isOwn = (pool: string) => pool === 'mine';

describe('adapterGain', () => {
  it('helps where own functions gain and others lose nothing', () => {
    const before = verdicts({ ...all(mine, false), ...all(others, true) });
    const after = verdicts({ ...all(mine, true), ...all(others, true) });
    const gain = adapterGain(before, after, sources, isOwn);
    expect(gain.own).toMatchObject({ n: 20, first: 0, second: 1, difference: 1, interval: [1, 1], wins: 20 });
    expect(gain.others).toMatchObject({ n: 20, difference: 0, ties: 20 });
    expect(gain.helps).toBe(true);
  });

  it('does not help where others are unlearned, or where the gain could be chance', () => {
    const before = verdicts({ ...all(mine, false), ...all(others, true) });
    const unlearned = verdicts({ ...all(mine, true), ...all(others, false) });
    const chance = verdicts({ ...all(mine, false), 'mine-0': true, ...all(others, true) });
    expect(adapterGain(before, unlearned, sources, isOwn).helps).toBe(false);
    expect(adapterGain(before, chance, sources, isOwn).helps).toBe(false);
  });

  it('counts only what both have judged, and finds nothing in nothing', () => {
    const gain = adapterGain(
      verdicts({ 'mine-0': false }),
      verdicts({ 'mine-0': true, 'mine-1': true }),
      sources,
      isOwn,
    );
    expect(gain.own.n).toBe(1);
    expect(adapterGain(verdicts({}), verdicts({}), sources, isOwn)).toMatchObject({ own: { n: 0 }, helps: false });
  });
});
