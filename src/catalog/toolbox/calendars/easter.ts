/** Month and day of Western Easter Sunday. Source: the anonymous Gregorian computus (Meeus/Jones/Butcher). */
export function westernEaster(year: number): { month: number; day: number } {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return { month: Math.floor(sum / 31), day: (sum % 31) + 1 };
}

/** The Gregorian date of Orthodox Easter Sunday. Source: Meeus's Julian computus, moved by the calendars' difference. */
export function orthodoxEaster(year: number): { month: number; day: number } {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const sum = d + e + 114;
  const daysBehind = Math.floor(year / 100) - Math.floor(year / 400) - 2;
  const date = new Date(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1 + daysBehind));
  return { month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
