import type { FunctionContext, FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Time zones: the time in a place, moving times between zones, Unix timestamps.';

const zone = {
  type: 'string',
  minLength: 1,
  maxLength: 60,
  examples: ['Europe/Paris', 'Tokyo', 'America/New_York', 'UTC'],
};
const dateTime = { type: 'string', maxLength: 40, examples: ['2026-03-14T09:30'] };
const instant = {
  type: 'string',
  format: 'date-time',
  description: 'The moment to look at, as 2026-03-14T09:30:00Z; now when left out.',
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'current_time',
    description: 'Tells the current date and time, now, in a city or time zone, with its weekday and offset from UTC.',
    parameters: parameters(
      { time_zone: { ...zone, default: 'UTC', description: 'City or IANA time zone.' }, at: instant },
      ['at'],
    ),
    examples: [
      {
        request: 'What time is it in Tokyo when it is noon in London on 14 March 2026?',
        arguments: { time_zone: 'Tokyo', at: '2026-03-14T12:00:00Z' },
        returns: {
          time_zone: 'Asia/Tokyo',
          date: '2026-03-14',
          time: '21:00:00',
          weekday: 'Saturday',
          utc_offset: '+09:00',
        },
      },
      { request: 'what time is it right now in New York', arguments: { time_zone: 'America/New_York' } },
    ],
    run: async ({ time_zone, at }: { time_zone: string; at?: string }, { now }: FunctionContext) => {
      const { instantOf, timeZoneNamed } = await import('./time-zones/time-zone.js');
      const { weekdayName } = await import('./dates/plain-date.js');
      const local = instantOf(at, now()).toZonedDateTimeISO(timeZoneNamed(time_zone));
      return {
        time_zone: local.timeZoneId,
        date: local.toPlainDate().toString(),
        time: local.toPlainTime().toString({ smallestUnit: 'second' }),
        weekday: weekdayName(local.toPlainDate()),
        utc_offset: local.offset,
      };
    },
  },
  {
    name: 'convert_time_zone',
    description: 'Converts a date and time from one time zone to another, minding daylight saving time.',
    parameters: parameters({
      date_time: { ...dateTime, description: 'Local date and time, YYYY-MM-DDTHH:MM.' },
      from: { ...zone, description: 'City or IANA time zone the time is in.' },
      to: { ...zone, description: 'City or IANA time zone wanted.' },
    }),
    examples: [
      {
        request: 'A call is at 3 pm in New York on 16 March 2026. When is that in Berlin?',
        arguments: { date_time: '2026-03-16T15:00', from: 'America/New_York', to: 'Europe/Berlin' },
        returns: { date_time: '2026-03-16T20:00:00', time_zone: 'Europe/Berlin', utc_offset: '+01:00' },
      },
    ],
    run: async ({ date_time, from, to }: { date_time: string; from: string; to: string }) => {
      const { localDateTime, timeZoneNamed } = await import('./time-zones/time-zone.js');
      const moved = localDateTime(date_time).toZonedDateTime(timeZoneNamed(from)).withTimeZone(timeZoneNamed(to));
      return {
        date_time: moved.toPlainDateTime().toString({ smallestUnit: 'second' }),
        time_zone: moved.timeZoneId,
        utc_offset: moved.offset,
      };
    },
  },
  {
    name: 'time_difference',
    description: 'Tells how many hours one city or time zone is ahead of another or behind it.',
    parameters: parameters(
      {
        from: { ...zone, description: 'City or IANA time zone to compare from.' },
        to: { ...zone, description: 'City or IANA time zone to compare with.' },
        at: instant,
      },
      ['at'],
    ),
    examples: [
      {
        request: 'How many hours ahead of London was Kathmandu in January 2026?',
        arguments: { from: 'Europe/London', to: 'Kathmandu', at: '2026-01-10T00:00:00Z' },
        returns: { hours: 5.75, from: 'Europe/London', to: 'Asia/Kathmandu' },
      },
    ],
    run: async ({ from, to, at }: { from: string; to: string; at?: string }, { now }: FunctionContext) => {
      const { instantOf, timeZoneNamed } = await import('./time-zones/time-zone.js');
      const moment = instantOf(at, now());
      const [a, b] = [from, to].map(name => moment.toZonedDateTimeISO(timeZoneNamed(name)));
      const nanoseconds = (b?.offsetNanoseconds ?? 0) - (a?.offsetNanoseconds ?? 0);
      return { hours: nanoseconds / 3.6e12, from: a?.timeZoneId ?? '', to: b?.timeZoneId ?? '' };
    },
  },
  {
    name: 'from_unix_timestamp',
    description: 'Turns a Unix timestamp (epoch seconds) into a date and time.',
    parameters: parameters({
      seconds: { type: 'number', minimum: -8.64e12, maximum: 8.64e12, description: 'Seconds since 1970-01-01 UTC.' },
      time_zone: { ...zone, default: 'UTC', description: 'City or IANA time zone to show it in.' },
    }),
    examples: [
      {
        request: 'What date is the unix timestamp 1700000000?',
        arguments: { seconds: 1700000000 },
        returns: '2023-11-14T22:13:20+00:00',
      },
    ],
    run: async ({ seconds, time_zone }: { seconds: number; time_zone: string }) => {
      const { timeZoneNamed } = await import('./time-zones/time-zone.js');
      const { Temporal } = await import('temporal-polyfill');
      const local = Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1000)).toZonedDateTimeISO(
        timeZoneNamed(time_zone),
      );
      return local.toString({ timeZoneName: 'never' });
    },
  },
  {
    name: 'to_unix_timestamp',
    description: 'Turns a date and time into a Unix timestamp (epoch seconds).',
    parameters: parameters({
      date_time: { ...dateTime, description: 'Local date and time, YYYY-MM-DDTHH:MM:SS.' },
      time_zone: { ...zone, default: 'UTC', description: 'City or IANA time zone the time is in.' },
    }),
    examples: [
      {
        request: 'unix time for new year 2026 in Paris please',
        arguments: { date_time: '2026-01-01T00:00', time_zone: 'Europe/Paris' },
        returns: 1767222000,
      },
    ],
    run: async ({ date_time, time_zone }: { date_time: string; time_zone: string }) => {
      const { localDateTime, timeZoneNamed } = await import('./time-zones/time-zone.js');
      return localDateTime(date_time).toZonedDateTime(timeZoneNamed(time_zone)).epochMilliseconds / 1000;
    },
  },
]);
