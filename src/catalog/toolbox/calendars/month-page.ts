const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const width = 7 * 3 - 1;

/** A month as lines of text: its name, the weekdays, one line a week. No line ends in spaces. */
export function monthPage(year: number, month: number, weekStarts: 'monday' | 'sunday'): string {
  const first = new Date(0);
  first.setUTCFullYear(year, month - 1, 1); // Date.UTC would read the years 0 to 99 as 1900 to 1999
  const next = new Date(first);
  next.setUTCMonth(month);
  const dayCount = Math.round((next.getTime() - first.getTime()) / 86_400_000);
  const sundayFirst = weekStarts === 'sunday';
  const blanks = (first.getUTCDay() + (sundayFirst ? 0 : 6)) % 7;

  const title = `${first.toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' })} ${year}`;
  const cells = [
    ...Array.from({ length: blanks }, () => '  '),
    ...Array.from({ length: dayCount }, (_, i) => String(i + 1).padStart(2)),
  ];
  const lines = [
    ' '.repeat(Math.floor((width - title.length) / 2)) + title,
    (sundayFirst ? ['Su', ...weekdays.slice(0, 6)] : weekdays).join(' '),
  ];
  for (let at = 0; at < cells.length; at += 7)
    lines.push(
      cells
        .slice(at, at + 7)
        .join(' ')
        .trimEnd(),
    );
  return lines.join('\n');
}
