import {
  Body,
  Equator,
  Horizon,
  type LunarEclipseInfo,
  NextLocalSolarEclipse,
  NextLunarEclipse,
  Observer,
  SearchLocalSolarEclipse,
  SearchLunarEclipse,
} from 'astronomy-engine';
import type { JsonObject } from '../../../base/index.js';
import { plainDate } from '../dates/plain-date.js';
import { utcMinute } from './sun.js';

/** The next eclipses, from the start of a day, whose middle is above the horizon of a place. */
export function nextEclipses(latitude: number, longitude: number, day: string): JsonObject {
  const observer = new Observer(latitude, longitude, 0);
  const from = new Date(`${plainDate(day).toString()}T00:00:00Z`);

  let solar = SearchLocalSolarEclipse(from, observer);
  while (solar.peak.altitude <= 0) solar = NextLocalSolarEclipse(solar.peak.time, observer);
  let lunar = SearchLunarEclipse(from);
  while (!isVisible(lunar, observer)) lunar = NextLunarEclipse(lunar.peak);

  return {
    solar: {
      kind: solar.kind,
      at: utcMinute(solar.peak.time.date),
      covered_percent: Math.round(solar.obscuration * 10_000) / 100,
    },
    lunar: { kind: lunar.kind, at: utcMinute(lunar.peak.date) },
  };
}

function isVisible(eclipse: LunarEclipseInfo, observer: Observer): boolean {
  const { ra, dec } = Equator(Body.Moon, eclipse.peak, observer, true, true);
  return Horizon(eclipse.peak, observer, ra, dec, 'normal').altitude > 0;
}
