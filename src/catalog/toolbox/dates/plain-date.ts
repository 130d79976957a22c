import { Temporal } from 'temporal-polyfill';

/** The date of `YYYY-MM-DD`; throws a sentence on anything else, impossible dates included. */
export function plainDate(text: string): Temporal.PlainDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new Error(`"${text}" is not a date; write it as YYYY-MM-DD`);
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw new Error(`there is no ${text} in the calendar`);
  }
}

/** Today by the clock given, in a time zone. */
export function today(now: number, timeZone = 'UTC'): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
}

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export function weekdayName(date: Temporal.PlainDate): string {
  return weekdayNames[date.dayOfWeek - 1] ?? '';
}
