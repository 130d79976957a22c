import { dayMs } from './holiday-rules.js';
import { nationalHolidays, type Substitute } from './national-holidays.js';

export interface PublicHoliday {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
  /** The day off instead, when the holiday is at a weekend and the country moves it. */
  readonly observed?: string;
}

/** A country's nationwide holidays that fall in a year, by date; regional ones are left out. */
export function publicHolidays(countryCode: string, year: number): readonly PublicHoliday[] {
  const code = countryCode.toUpperCase();
  const national = Object.hasOwn(nationalHolidays, code) ? nationalHolidays[code] : undefined;
  if (national === undefined) {
    throw new Error(`no holidays are known for "${countryCode}"; known: ${Object.keys(nationalHolidays).join(', ')}`);
  }
  const dated = national.holidays
    .map(([name, rule, substitute = national.substitute]) => ({ name, at: rule(year), substitute }))
    .filter((holiday): holiday is { name: string; at: number; substitute: Substitute } => holiday.at !== undefined)
    .sort((a, b) => a.at - b.at);
  const taken = new Set(dated.map(({ at }) => at));
  return dated.map(({ name, at, substitute }) => {
    const observed = observedDay(at, substitute, taken);
    taken.add(observed);
    return { date: isoDay(at), name, ...(observed !== at && { observed: isoDay(observed) }) };
  });
}

/** The days nobody works because of the holidays of the years from `first` to `last`, as `YYYY-MM-DD`. */
export function daysOff(countryCode: string, first: number, last: number): ReadonlySet<string> {
  const days = new Set<string>();
  // A year later too: the first of January on a Saturday may be observed in the December before it.
  for (let year = first; year <= last + 1; year += 1) {
    for (const { date, observed } of publicHolidays(countryCode, year)) days.add(observed ?? date);
  }
  return days;
}

function observedDay(at: number, substitute: Substitute, taken: ReadonlySet<number>): number {
  const weekday = new Date(at).getUTCDay();
  const saturday = weekday === 6;
  if (substitute === 'none' || (weekday !== 0 && !saturday) || (saturday && substitute === 'sunday')) return at;
  if (saturday && substitute === 'nearest') return at - dayMs;
  let day = at + dayMs;
  while (taken.has(day) || new Date(day).getUTCDay() === 0) day += dayMs;
  return day;
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
