import type { FunctionContext, FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Schedules: cron expressions in words and times, ISO 8601 durations.';

const cron = {
  type: 'string',
  minLength: 9,
  maxLength: 120,
  description: 'Cron expression of five fields (minute hour day month weekday) or six with seconds first.',
  examples: ['0 9 * * 1-5', '*/15 * * * *'],
};
const duration = {
  type: 'string',
  minLength: 1,
  maxLength: 60,
  description: 'ISO 8601 duration (PT1H30M), clock time (1:30:00) or words (1 hour 30 min).',
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'describe_cron',
    description: 'Explains in plain English when a cron expression runs.',
    parameters: parameters({ cron }),
    examples: [
      {
        request: 'What does the crontab line 30 4 * * 1-5 mean?',
        arguments: { cron: '30 4 * * 1-5' },
        returns: 'At 04:30, Monday through Friday',
      },
    ],
    run: async (args: { cron: string }) => (await import('./schedule/cron.js')).describeCron(args.cron),
  },
  {
    name: 'next_cron_times',
    description: 'Lists the next times a cron expression (scheduled job) runs, in a time zone.',
    parameters: parameters(
      {
        cron,
        count: { type: 'integer', minimum: 1, maximum: 100, default: 5, description: 'How many times to list.' },
        time_zone: {
          type: 'string',
          maxLength: 60,
          default: 'UTC',
          description: 'City or IANA time zone of the schedule.',
        },
        after: {
          type: 'string',
          format: 'date-time',
          description: 'Moment to start from, as 2026-03-14T09:30:00Z; now when left out.',
        },
      },
      ['after'],
    ),
    examples: [
      {
        request: 'My backup runs at "0 3 * * 0". When are the next two runs after 14 March 2026?',
        arguments: { cron: '0 3 * * 0', count: 2, after: '2026-03-14T00:00:00Z' },
        returns: ['2026-03-15T03:00:00+00:00', '2026-03-22T03:00:00+00:00'],
      },
    ],
    run: async (args: NextTimes, { now }: FunctionContext) => {
      const { nextCronTimes } = await import('./schedule/cron.js');
      const { instantOf, timeZoneNamed } = await import('./time-zones/time-zone.js');
      const after = instantOf(args.after, now()).epochMilliseconds;
      return nextCronTimes(args.cron, args.count, timeZoneNamed(args.time_zone), after);
    },
  },
  {
    name: 'parse_duration',
    description:
      'Reads a length of time, such as PT1H30M or 2 days 3 hours, and gives it in seconds, minutes, hours, days and words.',
    parameters: parameters({ duration }),
    examples: [
      {
        request: 'How long is PT36H in days and hours?',
        arguments: { duration: 'PT36H' },
        returns: { iso: 'P1DT12H', seconds: 129600, minutes: 2160, hours: 36, days: 1.5, words: '1 day, 12 hours' },
      },
    ],
    run: async (args: { duration: string }) => (await import('./schedule/duration.js')).describeDuration(args.duration),
  },
  {
    name: 'add_durations',
    description: 'Adds up lengths of time, such as hours worked or the times of songs.',
    parameters: parameters({
      durations: { type: 'array', items: duration, minItems: 1, maxItems: 1000, description: 'The lengths of time.' },
    }),
    examples: [
      {
        request: 'I worked 7h 45m, 8h 10m and 6:30:00 this week, what is that together?',
        arguments: { durations: ['7h 45m', '8h 10m', '6:30:00'] },
        returns: {
          iso: 'PT22H25M',
          seconds: 80700,
          minutes: 1345,
          hours: 22.4167,
          days: 0.934,
          words: '22 hours, 25 minutes',
        },
      },
    ],
    run: async (args: { durations: string[] }) => (await import('./schedule/duration.js')).addDurations(args.durations),
  },
]);

interface NextTimes {
  readonly cron: string;
  readonly count: number;
  readonly time_zone: string;
  readonly after?: string;
}
