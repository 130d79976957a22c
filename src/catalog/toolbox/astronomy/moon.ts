import { Body, Illumination, MoonPhase, NextMoonQuarter, SearchMoonQuarter } from 'astronomy-engine';
import { plainDate } from '../dates/plain-date.js';
import { utcMinute } from './sun.js';

const names = [
  'new moon',
  'waxing crescent',
  'first quarter',
  'waxing gibbous',
  'full moon',
  'waning gibbous',
  'last quarter',
  'waning crescent',
] as const;

/** The moon at noon UTC of a day. `age_degrees` runs from 0 at new moon through 180 at full moon. */
export function moonPhase(day: string): { phase: string; illuminated_percent: number; age_degrees: number } {
  const noon = new Date(`${plainDate(day).toString()}T12:00:00Z`);
  const degrees = MoonPhase(noon);
  // The four quarters are moments; a day counts as one while the moon is within half a day's travel of it.
  const quarter = Math.round(degrees / 90);
  const phase =
    Math.abs(degrees - quarter * 90) <= 6.1 ? names[(quarter % 4) * 2] : names[Math.floor(degrees / 90) * 2 + 1];
  return {
    phase: phase ?? names[0],
    illuminated_percent: Math.round(Illumination(Body.Moon, noon).phase_fraction * 10_000) / 100,
    age_degrees: Math.round(degrees * 10) / 10,
  };
}

/** The next four quarters from the start of a day, in order of time. */
export function nextMoonPhases(day: string): { phase: string; at: string }[] {
  let quarter = SearchMoonQuarter(new Date(`${plainDate(day).toString()}T00:00:00Z`));
  const phases = [];
  for (let i = 0; i < 4; i += 1) {
    phases.push({ phase: names[quarter.quarter * 2] ?? names[0], at: utcMinute(quarter.time.date) });
    quarter = NextMoonQuarter(quarter);
  }
  return phases;
}
