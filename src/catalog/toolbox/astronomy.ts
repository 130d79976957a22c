import type { FunctionContext, FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Sun and moon: sunrise, sunset, day length, moon phases, seasons, eclipses.';

const latitude = { type: 'number', minimum: -90, maximum: 90, description: 'Degrees north; south is negative.' };
const longitude = { type: 'number', minimum: -180, maximum: 180, description: 'Degrees east; west is negative.' };
const date = { type: 'string', format: 'date', description: 'The date, YYYY-MM-DD; today when left out.' };
const timeZone = {
  type: 'string',
  maxLength: 60,
  default: 'UTC',
  description: 'City or IANA time zone of the times given, such as Europe/Paris.',
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'sunrise_sunset',
    description:
      'Gives the times of sunrise, sunset, solar noon and twilight (dawn, dusk) and the length of the day at a place.',
    parameters: parameters({ latitude, longitude, date, time_zone: timeZone }, ['date']),
    examples: [
      {
        request: 'When does the sun rise and set in Paris on 21 June 2026?',
        arguments: { latitude: 48.8566, longitude: 2.3522, date: '2026-06-21', time_zone: 'Europe/Paris' },
        returns: {
          dawn: '05:04',
          sunrise: '05:47',
          solar_noon: '13:52',
          sunset: '21:58',
          dusk: '22:41',
          day_length: '16:11',
        },
      },
      {
        arguments: { latitude: 78.2232, longitude: 15.6267, date: '2026-12-21', time_zone: 'Arctic/Longyearbyen' },
        returns: {
          dawn: null,
          sunrise: null,
          solar_noon: '11:56',
          sunset: null,
          dusk: null,
          day_length: '00:00',
        },
      },
    ],
    run: async (args: Place, { now }: FunctionContext) => {
      const { sunTimes } = await import('./astronomy/sun.js');
      const { instantOf, timeZoneNamed } = await import('./time-zones/time-zone.js');
      const zone = timeZoneNamed(args.time_zone);
      const day = args.date ?? instantOf(undefined, now()).toZonedDateTimeISO(zone).toPlainDate().toString();
      return sunTimes(args.latitude, args.longitude, day, zone);
    },
  },
  {
    name: 'moon_phase',
    description: 'Tells the phase of the moon on a date (new, waxing, full, waning) and how much of it is lit.',
    parameters: parameters({ date }, ['date']),
    examples: [
      {
        request: 'What did the moon look like on 3 March 2026?',
        arguments: { date: '2026-03-03' },
        returns: { phase: 'full moon', illuminated_percent: 100, age_degrees: 180.2 },
      },
    ],
    run: async ({ date: day }: { date?: string }, { now }: FunctionContext) => {
      const { moonPhase } = await import('./astronomy/moon.js');
      return moonPhase(day ?? new Date(now()).toISOString().slice(0, 10));
    },
  },
  {
    name: 'next_moon_phases',
    description: 'Finds the next new moon, first quarter, full moon and last quarter after a date.',
    parameters: parameters({ date }, ['date']),
    examples: [
      {
        request: 'When is the first full moon after 1 October 2026?',
        arguments: { date: '2026-10-01' },
        returns: [
          { phase: 'last quarter', at: '2026-10-03T13:26Z' },
          { phase: 'new moon', at: '2026-10-10T15:51Z' },
          { phase: 'first quarter', at: '2026-10-18T16:13Z' },
          { phase: 'full moon', at: '2026-10-26T04:12Z' },
        ],
      },
    ],
    run: async ({ date: day }: { date?: string }, { now }: FunctionContext) => {
      const { nextMoonPhases } = await import('./astronomy/moon.js');
      return nextMoonPhases(day ?? new Date(now()).toISOString().slice(0, 10));
    },
  },
  {
    name: 'seasons',
    description: 'Gives the equinoxes and solstices of a year: when spring, summer, autumn and winter begin.',
    parameters: parameters({
      year: { type: 'integer', minimum: 1000, maximum: 3000, description: 'The year.' },
    }),
    examples: [
      {
        request: 'When exactly is the winter solstice in 2026?',
        arguments: { year: 2026 },
        returns: {
          march_equinox: '2026-03-20T14:46Z',
          june_solstice: '2026-06-21T08:25Z',
          september_equinox: '2026-09-23T00:06Z',
          december_solstice: '2026-12-21T20:50Z',
        },
      },
    ],
    run: async ({ year }: { year: number }) => {
      const { seasonsOf } = await import('./astronomy/sun.js');
      return seasonsOf(year);
    },
  },
  {
    name: 'next_eclipses',
    description: 'Finds the next solar eclipse and the next lunar eclipse visible from a place after a date.',
    parameters: parameters({ latitude, longitude, date }, ['date']),
    examples: [
      {
        request: 'When can I see the next eclipse from Madrid after May 2026?',
        arguments: { latitude: 40.4168, longitude: -3.7038, date: '2026-06-01' },
        returns: {
          solar: { kind: 'partial', at: '2026-08-12T18:32Z', covered_percent: 99.97 },
          lunar: { kind: 'partial', at: '2026-08-28T04:13Z' },
        },
      },
    ],
    run: async (args: Omit<Place, 'time_zone'>, { now }: FunctionContext) => {
      const { nextEclipses } = await import('./astronomy/eclipses.js');
      return nextEclipses(args.latitude, args.longitude, args.date ?? new Date(now()).toISOString().slice(0, 10));
    },
  },
]);

interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly date?: string;
  readonly time_zone: string;
}
