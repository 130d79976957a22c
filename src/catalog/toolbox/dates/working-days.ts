import type { Temporal } from 'temporal-polyfill';

/** Whether a date is worked: Monday to Friday and not among the days off (`YYYY-MM-DD`). */
function isWorked(date: Temporal.PlainDate, daysOff: ReadonlySet<string>): boolean {
  return date.dayOfWeek <= 5 && !daysOff.has(date.toString());
}

/** Worked days from `start`, included, to `end`, not included; negative when `end` is earlier. */
export function workingDaysBetween(
  start: Temporal.PlainDate,
  end: Temporal.PlainDate,
  daysOff: ReadonlySet<string>,
): number {
  const days = start.until(end).days;
  if (days < 0) return -workingDaysBetween(end, start, daysOff);
  const wholeWeeks = Math.floor(days / 7);
  let count = wholeWeeks * 5;
  for (let day = start.add({ days: wholeWeeks * 7 }); day.toString() < end.toString(); day = day.add({ days: 1 })) {
    if (day.dayOfWeek <= 5) count += 1;
  }
  // Weeks were counted without looking at them, so days off inside the span are taken away afterwards.
  const [from, to] = [start.toString(), end.toString()];
  const inside = [...daysOff].filter(day => day >= from && day < to && isWeekday(day));
  return count - inside.length;
}

function isWeekday(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The date that is `count` worked days after `date` (before it, when negative); 0 gives the date itself. */
export function addWorkingDays(
  date: Temporal.PlainDate,
  count: number,
  daysOff: ReadonlySet<string>,
): Temporal.PlainDate {
  let day = date;
  for (let left = Math.abs(count); left > 0; ) {
    day = day.add({ days: Math.sign(count) });
    if (isWorked(day, daysOff)) left -= 1;
  }
  return day;
}
