import { westernEaster } from './easter.js';

/** The day of the year a holiday falls on, as milliseconds of its UTC midnight; undefined when the year has none. */
export type HolidayRule = (year: number) => number | undefined;

export type Weekday = 'sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat';
const weekdays: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export const dayMs = 86_400_000;

/** The same day every year, `MM-DD`. */
export function fixed(monthDay: string): HolidayRule {
  return year => Date.parse(`${year}-${monthDay}T00:00:00Z`);
}

/** Days after Western Easter Sunday (before it, when negative). */
export function easter(days = 0): HolidayRule {
  return year => {
    const { month, day } = westernEaster(year);
    return Date.UTC(year, month - 1, day) + days * dayMs;
  };
}

/** The first such weekday on or after `MM-DD`. */
export function onOrAfter(weekday: Weekday, monthDay: string): HolidayRule {
  return year => {
    const from = Date.parse(`${year}-${monthDay}T00:00:00Z`);
    return from + ((weekdays.indexOf(weekday) - new Date(from).getUTCDay() + 7) % 7) * dayMs;
  };
}

/** The first, second, … such weekday of a month (`MM`). */
export function nth(count: 1 | 2 | 3 | 4, weekday: Weekday, month: string): HolidayRule {
  return onOrAfter(weekday, `${month}-${String(1 + 7 * (count - 1)).padStart(2, '0')}`);
}

/** The last such weekday on or before `MM-DD`. */
export function onOrBefore(weekday: Weekday, monthDay: string): HolidayRule {
  return year => {
    const until = Date.parse(`${year}-${monthDay}T00:00:00Z`);
    return until - ((new Date(until).getUTCDay() - weekdays.indexOf(weekday) + 7) % 7) * dayMs;
  };
}

/** A rule that holds from a year on. */
export function since(first: number, rule: HolidayRule): HolidayRule {
  return year => (year < first ? undefined : rule(year));
}
