import { describe, expect, it } from 'vitest';
import { orthodoxEaster, westernEaster } from './easter.js';
import { nationalHolidays } from './national-holidays.js';
import { daysOff, publicHolidays } from './public-holidays.js';

const observed = (country: string, year: number) =>
  publicHolidays(country, year).flatMap(({ date, observed: day }) => (day === undefined ? [] : [`${date} → ${day}`]));

describe('public holidays', () => {
  // As the governments of the countries announced them.
  it.each([
    ['GB', 2021, ['2021-12-25 → 2021-12-27', '2021-12-26 → 2021-12-28']],
    ['GB', 2022, ['2022-01-01 → 2022-01-03', '2022-12-25 → 2022-12-27']],
    ['US', 2026, ['2026-07-04 → 2026-07-03']],
    ['US', 2022, ['2022-01-01 → 2021-12-31', '2022-06-19 → 2022-06-20', '2022-12-25 → 2022-12-26']],
    ['ZA', 2027, ['2027-03-21 → 2027-03-22', '2027-12-26 → 2027-12-27']],
    ['DE', 2027, []],
  ])('of %s in %d at a weekend are observed when they were', (country, year, expected) => {
    expect(observed(country, year)).toEqual(expected);
  });

  it('follow rules of their own where a law says so', () => {
    const dates = (country: string, year: number) => publicHolidays(country, year).map(({ date }) => date);
    expect(dates('NL', 2025)).toContain('2025-04-26'); // the 27th is a Sunday
    expect(dates('IE', 2030)).toContain('2030-02-01'); // a Friday
    expect(dates('IT', 2025)).not.toContain('2025-10-04');
    expect(dates('IT', 2026)).toContain('2026-10-04');
    expect(dates('SE', 2026)).toEqual(expect.arrayContaining(['2026-06-20', '2026-10-31']));
    expect(dates('CA', 2026)).toContain('2026-05-18');
  });

  it('are in order, for every country and year', () => {
    for (const country of Object.keys(nationalHolidays)) {
      for (let year = 2024; year <= 2100; year += 1) {
        const dates = publicHolidays(country, year).map(({ date }) => date);
        expect(dates).toEqual(dates.toSorted());
      }
    }
  });

  it('give a free day in December for the first of January after it', () => {
    expect(daysOff('us', 2027, 2027)).toContain('2027-12-31');
    expect(() => publicHolidays('XX', 2026)).toThrow('no holidays are known for "XX"');
  });
});

describe('Easter', () => {
  it.each([
    [1818, '3/22', '4/26'], // the earliest there is
    [1943, '4/25', '4/25'], // the latest there is
    [2025, '4/20', '4/20'],
    [2024, '3/31', '5/5'],
  ])('of %d is on %s in the West and %s in the East', (year, western, orthodox) => {
    const written = ({ month, day }: { month: number; day: number }) => `${month}/${day}`;
    expect([written(westernEaster(year)), written(orthodoxEaster(year))]).toEqual([western, orthodox]);
  });
});
