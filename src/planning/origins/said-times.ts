/** Whether a value is a date, a time, or both, as forms write them. */
export function isTime(value: string): boolean {
  return [dates, clocks, durations, schedules].some(form => form.test(value));
}

const dates =
  /^\s*(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?:[T ]\d{1,2}:\d{2}.*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{2}-\d{2}|\p{L}+ \d{1,2},? \d{4}|\d{1,2}\.? \p{L}+ \d{4})\s*$/iu;
const clocks = /^\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\s*$/i;
const durations = /^P(?=.)(?:\d+[YMWD])*(?:T[\dHMS.]+)?$/;
/** Cron: five fields or six. */
const schedules = /^(?:[\d*][\d*/,-]*\s+){4,5}[\d*][\d*/,-]*$/;

/** Whether a text speaks of a time at all: a date or a clock written in any way, or words such as `tomorrow`. */
export function saysTime(text: string): boolean {
  return clock.test(text) || (text.toLowerCase().match(/\p{L}+/gu) ?? []).some(word => isTimeWord(word));
}

const clock =
  /\d{1,4}[-./:]\d{1,2}|\b\d{1,2}\s?(?:[ap]\.?m\b|o'?clock|uhr|h\b)|\b(?:19|20)\d{2}\b|\d(?:st|nd|rd|th)\b|[年月日]|今天|明天|昨天|今日|明日|昨日/i;

const timeWords = new Set(
  [
    'today tomorrow yesterday tonight now noon midnight morning afternoon evening night day days week weeks weekend month months',
    'year years hour hours minute minutes next last ago later since until tomorrow quarter spring summer autumn fall winter',
    'christmas easter halloween thanksgiving birthday anniversary century decade fortnight',
    'heute morgen gestern woche monat jahr tag stunde minute nächste nächsten letzte letzten abend mittag',
    "aujourd'hui demain hier semaine mois année jour heure soir matin prochain prochaine",
    'hoy mañana ayer semana mes año día hora tarde noche próximo próxima',
    'oggi domani ieri settimana mese anno giorno ora sera mattina hoje amanhã ontem mês ano dia',
  ]
    .join(' ')
    .split(' '),
);

function isTimeWord(word: string): boolean {
  return timeWords.has(word) || calendarNames().has(word);
}

let names: ReadonlySet<string> | undefined;

/** Months and weekdays, whole and short, in the languages that most requests are in. */
function calendarNames(): ReadonlySet<string> {
  names ??= new Set(
    ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl'].flatMap(locale =>
      (['long', 'short'] as const).flatMap(style => {
        const month = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' });
        const weekday = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' });
        const days = Array.from({ length: 12 }, (_, i) => Date.UTC(2026, i, 1 + i));
        return days.flatMap(day =>
          [month.format(day), weekday.format(day)].map(name => name.toLowerCase().replace(/\.$/, '')),
        );
      }),
    ),
  );
  return names;
}
