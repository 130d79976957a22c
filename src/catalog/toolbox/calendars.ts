import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Calendars: public holidays, Easter, other calendars, a month at a glance.';

const country = {
  type: 'string',
  pattern: '^[A-Za-z]{2}$',
  description: 'Two-letter country code, such as US, GB, DE, FR, IN or BR.',
};
const date = { type: 'string', format: 'date', examples: ['2026-03-14'] };

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'public_holidays',
    description:
      'Lists the national public holidays (bank holidays, days off) of a country in a year, with the day observed.',
    parameters: parameters({
      country,
      year: { type: 'integer', minimum: 2024, maximum: 2100, description: 'The year.' },
    }),
    examples: [
      {
        request: 'Which bank holidays does England have in 2027?',
        arguments: { country: 'GB', year: 2027 },
        returns: [
          { date: '2027-01-01', name: "New Year's Day" },
          { date: '2027-03-26', name: 'Good Friday' },
          { date: '2027-03-29', name: 'Easter Monday' },
          { date: '2027-05-03', name: 'Early May Bank Holiday' },
          { date: '2027-05-31', name: 'Spring Bank Holiday' },
          { date: '2027-08-30', name: 'Summer Bank Holiday' },
          { date: '2027-12-25', name: 'Christmas Day', observed: '2027-12-27' },
          { date: '2027-12-26', name: 'Boxing Day', observed: '2027-12-28' },
        ],
      },
    ],
    run: async ({ country: code, year }: { country: string; year: number }) => {
      const { publicHolidays } = await import('./calendars/public-holidays.js');
      return publicHolidays(code, year).map(holiday => ({ ...holiday }));
    },
  },
  {
    name: 'is_public_holiday',
    description: 'Says whether a date is a national public holiday in a country, and which one.',
    parameters: parameters({ country, date: { ...date, description: 'The date, YYYY-MM-DD, from 2024 on.' } }),
    examples: [
      {
        request: 'Are shops closed in the US on 26 November 2026 because of a holiday?',
        arguments: { country: 'US', date: '2026-11-26' },
        returns: { holiday: true, names: ['Thanksgiving'] },
      },
      { arguments: { country: 'US', date: '2026-07-03' }, returns: { holiday: true, names: ['Independence Day'] } },
      { arguments: { country: 'FR', date: '2026-07-15' }, returns: { holiday: false, names: [] } },
    ],
    run: async ({ country: code, date: day }: { country: string; date: string }) => {
      const { publicHolidays } = await import('./calendars/public-holidays.js');
      const year = Number(day.slice(0, 4));
      if (year < 2024 || year > 2100) throw new Error('holidays are known for the years 2024 to 2100');
      const names = [...publicHolidays(code, year), ...publicHolidays(code, year + 1)]
        .filter(holiday => holiday.date === day || holiday.observed === day)
        .map(({ name }) => name);
      return { holiday: names.length > 0, names };
    },
  },
  {
    name: 'easter_date',
    description:
      'Gives the date of Easter Sunday in a year, in the Western (Catholic, Protestant) and Orthodox churches.',
    parameters: parameters({
      year: { type: 'integer', minimum: 1583, maximum: 4099, description: 'The year.' },
    }),
    examples: [
      {
        request: 'When is Easter in 2027?',
        arguments: { year: 2027 },
        returns: { western: '2027-03-28', orthodox: '2027-05-02' },
      },
    ],
    run: async ({ year }: { year: number }) => {
      const { orthodoxEaster, westernEaster } = await import('./calendars/easter.js');
      const isoDay = ({ month, day }: { month: number; day: number }) =>
        `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      return { western: isoDay(westernEaster(year)), orthodox: isoDay(orthodoxEaster(year)) };
    },
  },
  {
    name: 'convert_calendar',
    description:
      'Converts a Gregorian date to another calendar: Hebrew (Jewish), Islamic (Hijri), Persian, Chinese, Japanese, Buddhist, Indian, Ethiopian, Coptic.',
    parameters: parameters({
      date: { ...date, description: 'The Gregorian date, YYYY-MM-DD.' },
      calendar: {
        type: 'string',
        enum: [
          'hebrew',
          'islamic-umalqura',
          'islamic-civil',
          'persian',
          'chinese',
          'japanese',
          'buddhist',
          'indian',
          'ethiopic',
          'coptic',
          'roc',
        ],
        description: 'The calendar wanted.',
      },
    }),
    examples: [
      {
        request: 'What is 14 March 2026 in the Jewish calendar?',
        arguments: { date: '2026-03-14', calendar: 'hebrew' },
        returns: { calendar: 'hebrew', text: '25 Adar 5786', year: 5786, month: 6, day: 25 },
      },
    ],
    run: async ({ date: given, calendar }: { date: string; calendar: string }) => {
      const { plainDate } = await import('./dates/plain-date.js');
      const { Temporal } = await import('temporal-polyfill/full');
      const day = Temporal.PlainDate.from(plainDate(given).toString()).withCalendar(calendar);
      const written = new Intl.DateTimeFormat(`en-GB-u-ca-${calendar}`, { dateStyle: 'long', timeZone: 'UTC' });
      return {
        calendar,
        text: written.format(new Date(`${given}T00:00:00Z`)),
        year: day.year,
        month: day.month,
        day: day.day,
      };
    },
  },
  {
    name: 'month_calendar',
    description: 'Draws the calendar page of a month as text, with weeks as rows.',
    parameters: parameters({
      year: { type: 'integer', minimum: 1, maximum: 9999, description: 'The year.' },
      month: { type: 'integer', minimum: 1, maximum: 12, description: 'The month, 1 for January.' },
      week_starts: {
        type: 'string',
        enum: ['monday', 'sunday'],
        default: 'monday',
        description: 'First day of a row.',
      },
    }),
    examples: [
      {
        request: 'Show me a calendar for February 2027',
        arguments: { year: 2027, month: 2 },
        returns: [
          '   February 2027',
          'Mo Tu We Th Fr Sa Su',
          ' 1  2  3  4  5  6  7',
          ' 8  9 10 11 12 13 14',
          '15 16 17 18 19 20 21',
          '22 23 24 25 26 27 28',
        ].join('\n'),
      },
    ],
    run: async ({ year, month, week_starts }: { year: number; month: number; week_starts: 'monday' | 'sunday' }) => {
      const { monthPage } = await import('./calendars/month-page.js');
      return monthPage(year, month, week_starts);
    },
  },
]);
