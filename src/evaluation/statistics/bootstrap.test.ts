import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { bootstrapInterval, bootstrapIntervals, bootstrapStatistics } from './bootstrap.js';

describe('bootstrapInterval', () => {
  it('gives the worked example', () => {
    expect(bootstrapInterval([0, 1])).toEqual([0, 1]);
  });

  it.each([
    [[], [0, 0]],
    [[0.3], [0.3, 0.3]],
    [
      [2, 2, 2],
      [2, 2],
    ],
  ])('of %j is %j', (values, interval) => {
    expect(bootstrapInterval(values)).toEqual(interval);
  });

  it('is what the normal distribution gives for many values', () => {
    const random = seededRandom(1);
    const values = Array.from({ length: 1000 }, () => (random.next() < 0.3 ? 1 : 0));
    const mean = values.reduce<number>((sum, value) => sum + value, 0) / values.length;
    const half = 1.96 * Math.sqrt((mean * (1 - mean)) / values.length);
    const [low, high] = bootstrapInterval(values);
    expect(Math.abs(low - (mean - half))).toBeLessThan(0.002);
    expect(Math.abs(high - (mean + half))).toBeLessThan(0.002);
  });

  it('is the same for the same seed, and wider for more confidence', () => {
    const values = [1, 4, 2, 8, 5, 7];
    const interval = (confidence: number) => bootstrapInterval(values, { confidence, random: seededRandom(3) });
    expect(interval(0.9)).toEqual(interval(0.9));
    expect(interval(0.99)[0]).toBeLessThan(interval(0.5)[0]);
    expect(interval(0.99)[1]).toBeGreaterThan(interval(0.5)[1]);
  });
});

it('draws the same rows for every column', () => {
  const column = [1, 4, 2, 8, 5, 7];
  const [one, ten] = bootstrapIntervals([column, column.map(value => 10 * value)], { resamples: 500 });
  expect(ten?.map(value => value / 10)).toEqual(one?.map(value => expect.closeTo(value, 10)));
});

it('leaves out samples that have no such statistic', () => {
  const firstAlone = (counts: Uint32Array) => (counts[0] === 2 ? 7 : undefined);
  expect(bootstrapStatistics(2, [firstAlone], { resamples: 100 })).toEqual([[7, 7]]);
});
