import { Temporal } from 'temporal-polyfill';

/**
 * The IANA name of a time zone given as such, as a UTC offset, or as the city that ends one (`new york` →
 * `America/New_York`); the first in alphabetical order when several end so.
 */
export function timeZoneNamed(text: string): string {
  const wanted = text.trim().replaceAll(' ', '_').toLowerCase();
  if (wanted === 'utc' || wanted === 'gmt' || wanted === 'z') return 'UTC';
  if (/^[+-]\d{2}:\d{2}$/.test(wanted)) return wanted;
  const zones = Intl.supportedValuesOf('timeZone').map(zone => renamed[zone] ?? zone);
  const zone =
    zones.find(name => name.toLowerCase() === wanted) ?? zones.find(name => name.toLowerCase().endsWith(`/${wanted}`));
  if (zone !== undefined) return zone;
  // Links and old names are valid though not listed.
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text.trim()).timeZoneId;
  } catch {
    throw new Error(`"${text}" is not a time zone; try an IANA name such as Europe/Paris`);
  }
}

// ICU lists some zones under names that their own countries and the time zone database have replaced.
const renamed: Readonly<Record<string, string>> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
};

/** The date and time of `YYYY-MM-DDTHH:MM[:SS]`, a space allowed for the `T`. */
export function localDateTime(text: string): Temporal.PlainDateTime {
  try {
    return Temporal.PlainDateTime.from(text.trim().replace(' ', 'T'), { overflow: 'reject' });
  } catch {
    throw new Error(`"${text}" is not a date and time; write it as YYYY-MM-DDTHH:MM`);
  }
}

/** The moment of an ISO 8601 text with an offset, or `now` when there is no text. */
export function instantOf(text: string | undefined, now: number): Temporal.Instant {
  if (text === undefined) return Temporal.Instant.fromEpochMilliseconds(now);
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new Error(`"${text}" is not a moment; write it as 2026-03-14T09:30:00Z`);
  }
}
