import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, workingDaysBetween } from './working-days.js';

const start = Temporal.PlainDate.from('2026-01-01');
const daysOff = new Set(['2026-01-01', '2026-03-07', '2026-04-03', '2026-12-25']);
const day = fc.integer({ min: 0, max: 600 }).map(days => start.add({ days }));

/** One day after the other, slowly. */
function countedOneByOne(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  let count = 0;
  for (let at = from; Temporal.PlainDate.compare(at, to) < 0; at = at.add({ days: 1 })) {
    if (at.dayOfWeek <= 5 && !daysOff.has(at.toString())) count += 1;
  }
  return count;
}

describe('working days', () => {
  it('are as many as counting one by one finds', () => {
    fc.assert(
      fc.property(day, day, (from, to) => {
        const expected =
          Temporal.PlainDate.compare(from, to) <= 0 ? countedOneByOne(from, to) : -countedOneByOne(to, from);
        // Adding zero turns -0 into 0.
        expect(workingDaysBetween(from, to, daysOff) + 0).toBe(expected + 0);
      }),
    );
  });

  it('are added so that there are as many between', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 200 }), (from, count) => {
        const reached = addWorkingDays(from, count, daysOff);
        expect(workingDaysBetween(from.add({ days: 1 }), reached.add({ days: 1 }), daysOff)).toBe(count);
      }),
    );
  });
});
