import {
  type AstroTime,
  Body,
  Equator,
  Horizon,
  Observer,
  SearchAltitude,
  SearchHourAngle,
  SearchRiseSet,
  Seasons,
} from 'astronomy-engine';
import { Temporal } from 'temporal-polyfill';
import { plainDate } from '../dates/plain-date.js';

/** The sun's centre is this far below the horizon at civil dawn and dusk, in degrees. */
const civilTwilight = -6;

export type SunTimes = Readonly<Record<'dawn' | 'sunrise' | 'sunset' | 'dusk', string | null>> & {
  readonly solar_noon: string;
  readonly day_length: string;
};

/**
 * Sun times of a local day as `HH:MM` in the zone, to the nearest minute; null when the event does not happen that day,
 * as in polar summer and winter. Rising and setting are of the upper limb, with standard refraction, at sea level.
 */
export function sunTimes(latitude: number, longitude: number, day: string, zone: string): SunTimes {
  const midnight = plainDate(day).toZonedDateTime(zone);
  const start = new Date(midnight.epochMilliseconds);
  const end = start.getTime() + midnight.hoursInDay * 3_600_000;
  const days = midnight.hoursInDay / 24;
  const observer = new Observer(latitude, longitude, 0);
  const noon = SearchHourAngle(Body.Sun, observer, 0, start).time;

  const within = (time: AstroTime | null) => (time !== null && time.date.getTime() < end ? time.date : undefined);
  const rise = within(SearchRiseSet(Body.Sun, observer, +1, start, days));
  const set = within(SearchRiseSet(Body.Sun, observer, -1, start, days));
  const dawn = within(SearchAltitude(Body.Sun, observer, +1, start, days, civilTwilight));
  const dusk = within(SearchAltitude(Body.Sun, observer, -1, start, days, civilTwilight));
  const clock = (time: Date | undefined) => (time === undefined ? null : clockTime(time, zone));

  return {
    dawn: clock(dawn),
    sunrise: clock(rise),
    solar_noon: clockTime(noon.date, zone),
    sunset: clock(set),
    dusk: clock(dusk),
    day_length: duration(lightMs(start.getTime(), end, rise?.getTime(), set?.getTime(), isUp(observer, noon.date))),
  };
}

/** Milliseconds of a day that the sun is up: it may set first and rise later, do only one of the two, or neither. */
function lightMs(
  start: number,
  end: number,
  rise: number | undefined,
  set: number | undefined,
  upAtNoon: boolean,
): number {
  if (rise === undefined && set === undefined) return upAtNoon ? end - start : 0;
  if (rise === undefined) return (set ?? start) - start;
  if (set === undefined) return end - rise;
  return set > rise ? set - rise : end - start - (rise - set);
}

function isUp(observer: Observer, at: Date): boolean {
  const { ra, dec } = Equator(Body.Sun, at, observer, true, true);
  return Horizon(at, observer, ra, dec, 'normal').altitude > 0;
}

function clockTime(at: Date, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return local.round('minute').toPlainTime().toString({ smallestUnit: 'minute' });
}

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Moments of the equinoxes and solstices, UTC to the minute. */
export function seasonsOf(year: number): Readonly<Record<string, string>> {
  const { mar_equinox, jun_solstice, sep_equinox, dec_solstice } = Seasons(year);
  return {
    march_equinox: utcMinute(mar_equinox.date),
    june_solstice: utcMinute(jun_solstice.date),
    september_equinox: utcMinute(sep_equinox.date),
    december_solstice: utcMinute(dec_solstice.date),
  };
}

/** `YYYY-MM-DDTHH:MMZ`, to the nearest minute. */
export function utcMinute(at: Date): string {
  return `${new Date(Math.round(at.getTime() / 60_000) * 60_000).toISOString().slice(0, 16)}Z`;
}
