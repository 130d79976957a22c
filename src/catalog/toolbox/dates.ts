import type { FunctionContext, FunctionDefinition } from '../functions/function-definition.js';
import type { weekdayNames } from './dates/plain-date.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Dates: days between, adding time, weekdays, ages, working days, writing dates.';

const date = { type: 'string', format: 'date', examples: ['2026-03-14'] };
const country = {
  type: 'string',
  pattern: '^[A-Za-z]{2}$',
  description: 'Two-letter code of a country whose public holidays are also days off, such as US or DE.',
};
const amount = { type: 'integer', minimum: -10_000, maximum: 10_000, default: 0 };

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'days_between',
    description: 'Counts the days, weeks, months and years from one date to another: how long until or since a date.',
    parameters: parameters(
      {
        start: { ...date, description: 'First date, YYYY-MM-DD; today when left out.' },
        end: { ...date, description: 'Second date, YYYY-MM-DD; today when left out.' },
      },
      ['start', 'end'],
    ),
    examples: [
      {
        request: 'How many days are there from 14 March 2026 until Christmas 2026?',
        arguments: { start: '2026-03-14', end: '2026-12-25' },
        returns: { days: 286, weeks: 40, calendar: { years: 0, months: 9, days: 11 } },
      },
      {
        arguments: { start: '2024-03-01', end: '2024-02-01' },
        returns: { days: -29, weeks: -4, calendar: { years: 0, months: -1, days: 0 } },
      },
    ],
    run: async ({ start, end }: { start?: string; end?: string }, { now }: FunctionContext) => {
      const { plainDate, today } = await import('./dates/plain-date.js');
      const from = start === undefined ? today(now()) : plainDate(start);
      const to = end === undefined ? today(now()) : plainDate(end);
      const days = from.until(to).days;
      const calendar = from.until(to, { largestUnit: 'years' });
      return {
        days,
        weeks: Math.trunc(days / 7),
        calendar: { years: calendar.years, months: calendar.months, days: calendar.days },
      };
    },
  },
  {
    name: 'add_to_date',
    description: 'Adds days, weeks, months or years to a date, or takes them away, and gives the date and its weekday.',
    parameters: parameters(
      {
        date: { ...date, description: 'Date to start from, YYYY-MM-DD; today when left out.' },
        days: { ...amount, description: 'Days to add; negative to go back.' },
        weeks: { ...amount, description: 'Weeks to add.' },
        months: { ...amount, description: 'Months to add; the last day of a month stays in its month.' },
        years: { ...amount, maximum: 5000, minimum: -1900, description: 'Years to add.' },
      },
      ['date'],
    ),
    examples: [
      {
        request: 'What date is 90 days after 15 January 2026?',
        arguments: { date: '2026-01-15', days: 90 },
        returns: { date: '2026-04-15', weekday: 'Wednesday' },
      },
      { arguments: { date: '2024-01-31', months: 1 }, returns: { date: '2024-02-29', weekday: 'Thursday' } },
    ],
    run: async ({ date: from, ...amounts }: { date?: string } & Amounts, { now }: FunctionContext) => {
      const { plainDate, today, weekdayName } = await import('./dates/plain-date.js');
      const added = (from === undefined ? today(now()) : plainDate(from)).add(amounts);
      return { date: added.toString(), weekday: weekdayName(added) };
    },
  },
  {
    name: 'day_of_week',
    description:
      'Tells which weekday a date is, its week number, its day of the year, and whether the year is a leap year.',
    parameters: parameters({ date: { ...date, description: 'The date, YYYY-MM-DD.' } }),
    examples: [
      {
        request: 'What day of the week was the moon landing, 20 July 1969?',
        arguments: { date: '1969-07-20' },
        returns: { weekday: 'Sunday', iso_week: 29, day_of_year: 201, days_in_month: 31, leap_year: false },
      },
    ],
    run: async ({ date: given }: { date: string }) => {
      const { plainDate, weekdayName } = await import('./dates/plain-date.js');
      const day = plainDate(given);
      return {
        weekday: weekdayName(day),
        iso_week: day.weekOfYear ?? null,
        day_of_year: day.dayOfYear,
        days_in_month: day.daysInMonth,
        leap_year: day.inLeapYear,
      };
    },
  },
  {
    name: 'find_weekday',
    description:
      'Finds the date of the first, second, third, fourth or last weekday of a month, such as the last Friday of May.',
    parameters: parameters({
      year: { type: 'integer', minimum: 1, maximum: 9999, description: 'The year.' },
      month: { type: 'integer', minimum: 1, maximum: 12, description: 'The month, 1 for January.' },
      weekday: {
        type: 'string',
        enum: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
        description: 'The weekday.',
      },
      which: { type: 'string', enum: ['first', 'second', 'third', 'fourth', 'last'], description: 'Which of them.' },
    }),
    examples: [
      {
        request: 'When is the second Tuesday of May 2026?',
        arguments: { year: 2026, month: 5, weekday: 'Tuesday', which: 'second' },
        returns: '2026-05-12',
      },
      { arguments: { year: 2024, month: 2, weekday: 'Thursday', which: 'last' }, returns: '2024-02-29' },
    ],
    run: async ({ year, month, weekday, which }: NthWeekday) => {
      const { weekdayNames } = await import('./dates/plain-date.js');
      const { Temporal } = await import('temporal-polyfill');
      const first = Temporal.PlainDate.from({ year, month, day: 1 });
      const wanted = weekdayNames.indexOf(weekday) + 1;
      const offset = (wanted - first.dayOfWeek + 7) % 7;
      const weeks =
        which === 'last'
          ? Math.floor((first.daysInMonth - 1 - offset) / 7)
          : ['first', 'second', 'third', 'fourth'].indexOf(which);
      return first.add({ days: offset + 7 * weeks }).toString();
    },
  },
  {
    name: 'age_on_date',
    description:
      'Tells how old someone is from the date of birth, in years, months and days, and when the next birthday is.',
    parameters: parameters(
      {
        birth_date: { ...date, description: 'Date of birth, YYYY-MM-DD.' },
        on: { ...date, description: 'The date to tell the age on; today when left out.' },
      },
      ['on'],
    ),
    examples: [
      {
        request: 'Someone born on 29 February 2000, how old are they on 1 March 2026?',
        arguments: { birth_date: '2000-02-29', on: '2026-03-01' },
        returns: { years: 26, months: 0, days: 1, days_until_birthday: 364 },
      },
    ],
    run: async ({ birth_date, on }: { birth_date: string; on?: string }, { now }: FunctionContext) => {
      const { plainDate, today } = await import('./dates/plain-date.js');
      const birth = plainDate(birth_date);
      const day = on === undefined ? today(now()) : plainDate(on);
      const age = birth.until(day, { largestUnit: 'years' });
      if (age.sign < 0) throw new Error('the date of birth is later than the date of the age');
      const thisYear = birth.add({ years: day.year - birth.year });
      const birthday = thisYear.until(day).sign > 0 ? birth.add({ years: day.year - birth.year + 1 }) : thisYear;
      return { years: age.years, months: age.months, days: age.days, days_until_birthday: day.until(birthday).days };
    },
  },
  {
    name: 'working_days_between',
    description:
      'Counts the working days (business days, Monday to Friday) between two dates, leaving out public holidays of a country if given.',
    parameters: parameters(
      {
        start: { ...date, description: 'First day, counted, YYYY-MM-DD.' },
        end: { ...date, description: 'Last day, not counted, YYYY-MM-DD.' },
        country,
      },
      ['country'],
    ),
    examples: [
      {
        request: 'How many business days from 20 December 2026 to 4 January 2027 in Germany?',
        arguments: { start: '2026-12-20', end: '2027-01-04', country: 'DE' },
        returns: 8,
      },
      { arguments: { start: '2026-03-02', end: '2026-03-16' }, returns: 10 },
    ],
    run: async ({ start, end, country: code }: { start: string; end: string; country?: string }) => {
      const { plainDate } = await import('./dates/plain-date.js');
      const { workingDaysBetween } = await import('./dates/working-days.js');
      const [from, to] = [plainDate(start), plainDate(end)];
      return workingDaysBetween(from, to, await holidaysOf(code, from.year, to.year));
    },
  },
  {
    name: 'add_working_days',
    description:
      'Gives the date a number of working days (business days) after or before a date, skipping weekends and public holidays of a country if given.',
    parameters: parameters(
      {
        date: { ...date, description: 'Date to start from, YYYY-MM-DD.' },
        days: {
          type: 'integer',
          minimum: -2000,
          maximum: 2000,
          description: 'Working days to add; negative to go back.',
        },
        country,
      },
      ['country'],
    ),
    examples: [
      {
        request: 'If I order on Thursday 2 July 2026 and it takes 5 working days in the US, when does it arrive?',
        arguments: { date: '2026-07-02', days: 5, country: 'US' },
        returns: '2026-07-10',
      },
    ],
    run: async ({ date: from, days, country: code }: { date: string; days: number; country?: string }) => {
      const { plainDate } = await import('./dates/plain-date.js');
      const { addWorkingDays } = await import('./dates/working-days.js');
      const start = plainDate(from);
      // No year has fewer than 230 working days, and a few holidays at most delay the last of them into the next.
      const farthest = start.add({ days: days * 2 + Math.sign(days) * 31 });
      return addWorkingDays(start, days, await holidaysOf(code, start.year, farthest.year)).toString();
    },
  },
  {
    name: 'format_date',
    description: 'Writes a date in words, in the language and order of a country, long or short.',
    parameters: parameters({
      date: { ...date, description: 'The date, YYYY-MM-DD.' },
      locale: {
        type: 'string',
        pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$',
        default: 'en-GB',
        description: 'Language and country, such as fr-FR, es or ja-JP.',
      },
      style: { type: 'string', enum: ['full', 'long', 'medium', 'short'], default: 'full', description: 'How long.' },
    }),
    examples: [
      {
        request: 'How do you write 14 July 2026 in French?',
        arguments: { date: '2026-07-14', locale: 'fr-FR' },
        returns: 'mardi 14 juillet 2026',
      },
    ],
    run: async ({ date: given, locale, style }: { date: string; locale: string; style: 'full' | 'long' }) => {
      const { plainDate } = await import('./dates/plain-date.js');
      const midnight = new Date(`${plainDate(given).toString()}T00:00:00Z`);
      return new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: 'UTC' }).format(midnight);
    },
  },
]);

interface NthWeekday {
  readonly year: number;
  readonly month: number;
  readonly weekday: (typeof weekdayNames)[number];
  readonly which: 'first' | 'second' | 'third' | 'fourth' | 'last';
}

interface Amounts {
  readonly days: number;
  readonly weeks: number;
  readonly months: number;
  readonly years: number;
}

/** Days off of the years in question; refused where the rules that are known may not hold. */
async function holidaysOf(country: string | undefined, first: number, last: number): Promise<ReadonlySet<string>> {
  if (country === undefined) return new Set();
  if (Math.min(first, last) < 2024 || Math.max(first, last) > 2100) {
    throw new Error('public holidays are known for the years 2024 to 2100; leave out the country');
  }
  const { daysOff } = await import('./calendars/public-holidays.js');
  return daysOff(country, Math.min(first, last), Math.max(first, last));
}
