import { easter, fixed, type HolidayRule, nth, onOrAfter, onOrBefore, since } from './holiday-rules.js';

/**
 * What happens to a holiday at a weekend: `nearest` moves Saturday to Friday and Sunday to Monday, `next` moves both to
 * the next weekday that is free, `sunday` moves only Sundays, `none` loses it.
 */
export type Substitute = 'nearest' | 'next' | 'sunday' | 'none';

export interface NationalHolidays {
  readonly country: string;
  readonly substitute: Substitute;
  readonly holidays: readonly (readonly [name: string, rule: HolidayRule, ...substitute: Substitute[]])[];
}

const newYear = ["New Year's Day", fixed('01-01')] as const;
const epiphany = ['Epiphany', fixed('01-06')] as const;
const maundyThursday = ['Maundy Thursday', easter(-3)] as const;
const goodFriday = ['Good Friday', easter(-2)] as const;
const easterSunday = ['Easter Sunday', easter()] as const;
const easterMonday = ['Easter Monday', easter(1)] as const;
const labourDay = ['Labour Day', fixed('05-01')] as const;
const victory1945 = ['Victory in Europe Day', fixed('05-08')] as const;
const ascension = ['Ascension Day', easter(39)] as const;
const whitSunday = ['Whit Sunday', easter(49)] as const;
const whitMonday = ['Whit Monday', easter(50)] as const;
const corpusChristi = ['Corpus Christi', easter(60)] as const;
const assumption = ['Assumption Day', fixed('08-15')] as const;
const allSaints = ["All Saints' Day", fixed('11-01')] as const;
const armistice = ['Armistice Day', fixed('11-11')] as const;
const immaculate = ['Immaculate Conception', fixed('12-08')] as const;
const christmasEve = ['Christmas Eve', fixed('12-24')] as const;
const christmas = ['Christmas Day', fixed('12-25')] as const;
const secondChristmas = ['Second Day of Christmas', fixed('12-26')] as const;
const boxingDay = ['Boxing Day', fixed('12-26')] as const;
const midsummer = ['Midsummer Day', onOrAfter('sat', '06-20')] as const;
const nordicAllSaints = ["All Saints' Day", onOrAfter('sat', '10-31')] as const;

/** Country code → its nationwide public holidays from 2024 on, under the laws in force at the end of 2025. */
export const nationalHolidays: Readonly<Record<string, NationalHolidays>> = {
  AT: national('Austria', 'none', [
    newYear,
    epiphany,
    easterMonday,
    labourDay,
    ascension,
    whitMonday,
    corpusChristi,
    assumption,
    ['National Day', fixed('10-26')],
    allSaints,
    immaculate,
    christmas,
    secondChristmas,
  ]),
  AU: national('Australia', 'next', [
    newYear,
    ['Australia Day', fixed('01-26')],
    goodFriday,
    easterMonday,
    ['Anzac Day', fixed('04-25'), 'none'],
    christmas,
    boxingDay,
  ]),
  BE: national('Belgium', 'none', [
    newYear,
    easterMonday,
    labourDay,
    ascension,
    whitMonday,
    ['National Day', fixed('07-21')],
    assumption,
    allSaints,
    armistice,
    christmas,
  ]),
  BR: national('Brazil', 'none', [
    newYear,
    goodFriday,
    ["Tiradentes' Day", fixed('04-21')],
    labourDay,
    ['Independence Day', fixed('09-07')],
    ['Our Lady of Aparecida', fixed('10-12')],
    ["All Souls' Day", fixed('11-02')],
    ['Republic Day', fixed('11-15')],
    ['Black Awareness Day', fixed('11-20')],
    christmas,
  ]),
  CA: national('Canada', 'none', [
    newYear,
    goodFriday,
    ['Victoria Day', onOrBefore('mon', '05-24')],
    ['Canada Day', fixed('07-01')],
    ['Labour Day', nth(1, 'mon', '09')],
    ['National Day for Truth and Reconciliation', fixed('09-30')],
    ['Thanksgiving', nth(2, 'mon', '10')],
    ['Remembrance Day', fixed('11-11')],
    christmas,
    boxingDay,
  ]),
  CZ: national('Czechia', 'none', [
    newYear,
    goodFriday,
    easterMonday,
    labourDay,
    victory1945,
    ['Saints Cyril and Methodius Day', fixed('07-05')],
    ['Jan Hus Day', fixed('07-06')],
    ['Czech Statehood Day', fixed('09-28')],
    ['Independence Day', fixed('10-28')],
    ['Freedom and Democracy Day', fixed('11-17')],
    christmasEve,
    christmas,
    secondChristmas,
  ]),
  DE: national('Germany', 'none', [
    newYear,
    goodFriday,
    easterMonday,
    labourDay,
    ascension,
    whitMonday,
    ['German Unity Day', fixed('10-03')],
    christmas,
    secondChristmas,
  ]),
  DK: national('Denmark', 'none', [
    newYear,
    maundyThursday,
    goodFriday,
    easterSunday,
    easterMonday,
    ascension,
    whitSunday,
    whitMonday,
    christmas,
    secondChristmas,
  ]),
  ES: national('Spain', 'none', [
    newYear,
    epiphany,
    goodFriday,
    labourDay,
    assumption,
    ['National Day', fixed('10-12')],
    allSaints,
    ['Constitution Day', fixed('12-06')],
    immaculate,
    christmas,
  ]),
  FI: national('Finland', 'none', [
    newYear,
    epiphany,
    goodFriday,
    easterSunday,
    easterMonday,
    labourDay,
    ascension,
    whitSunday,
    midsummer,
    nordicAllSaints,
    ['Independence Day', fixed('12-06')],
    christmas,
    secondChristmas,
  ]),
  FR: national('France', 'none', [
    newYear,
    easterMonday,
    labourDay,
    victory1945,
    ascension,
    whitMonday,
    ['Bastille Day', fixed('07-14')],
    assumption,
    allSaints,
    armistice,
    christmas,
  ]),
  GB: national('United Kingdom (England and Wales)', 'next', [
    newYear,
    goodFriday,
    easterMonday,
    ['Early May Bank Holiday', nth(1, 'mon', '05')],
    ['Spring Bank Holiday', onOrBefore('mon', '05-31')],
    ['Summer Bank Holiday', onOrBefore('mon', '08-31')],
    christmas,
    boxingDay,
  ]),
  IE: national('Ireland', 'none', [
    newYear,
    ["Saint Brigid's Day", saintBrigid],
    ["Saint Patrick's Day", fixed('03-17')],
    easterMonday,
    ['May Day', nth(1, 'mon', '05')],
    ['June Holiday', nth(1, 'mon', '06')],
    ['August Holiday', nth(1, 'mon', '08')],
    ['October Holiday', onOrBefore('mon', '10-31')],
    christmas,
    ["Saint Stephen's Day", fixed('12-26')],
  ]),
  IN: national('India', 'none', [
    ['Republic Day', fixed('01-26')],
    ['Independence Day', fixed('08-15')],
    ['Gandhi Jayanti', fixed('10-02')],
  ]),
  IT: national('Italy', 'none', [
    newYear,
    epiphany,
    easterSunday,
    easterMonday,
    ['Liberation Day', fixed('04-25')],
    labourDay,
    ['Republic Day', fixed('06-02')],
    assumption,
    ['Saint Francis of Assisi', since(2026, fixed('10-04'))],
    allSaints,
    immaculate,
    christmas,
    ["Saint Stephen's Day", fixed('12-26')],
  ]),
  MX: national('Mexico', 'none', [
    newYear,
    ['Constitution Day', nth(1, 'mon', '02')],
    ["Benito Juárez's Birthday", nth(3, 'mon', '03')],
    labourDay,
    ['Independence Day', fixed('09-16')],
    ['Change of Federal Government', everySixYears],
    ['Revolution Day', nth(3, 'mon', '11')],
    christmas,
  ]),
  NL: national('Netherlands', 'none', [
    newYear,
    easterSunday,
    easterMonday,
    ["King's Day", kingsDay],
    ascension,
    whitSunday,
    whitMonday,
    christmas,
    secondChristmas,
  ]),
  NO: national('Norway', 'none', [
    newYear,
    maundyThursday,
    goodFriday,
    easterSunday,
    easterMonday,
    labourDay,
    ['Constitution Day', fixed('05-17')],
    ascension,
    whitSunday,
    whitMonday,
    christmas,
    secondChristmas,
  ]),
  PL: national('Poland', 'none', [
    newYear,
    epiphany,
    easterSunday,
    easterMonday,
    labourDay,
    ['Constitution Day', fixed('05-03')],
    whitSunday,
    corpusChristi,
    assumption,
    allSaints,
    ['Independence Day', fixed('11-11')],
    ['Christmas Eve', since(2025, fixed('12-24'))],
    christmas,
    secondChristmas,
  ]),
  PT: national('Portugal', 'none', [
    newYear,
    goodFriday,
    easterSunday,
    ['Freedom Day', fixed('04-25')],
    labourDay,
    corpusChristi,
    ['Portugal Day', fixed('06-10')],
    assumption,
    ['Republic Day', fixed('10-05')],
    allSaints,
    ['Restoration of Independence', fixed('12-01')],
    immaculate,
    christmas,
  ]),
  SE: national('Sweden', 'none', [
    newYear,
    epiphany,
    goodFriday,
    easterSunday,
    easterMonday,
    labourDay,
    ascension,
    whitSunday,
    ['National Day', fixed('06-06')],
    midsummer,
    nordicAllSaints,
    christmas,
    secondChristmas,
  ]),
  US: national('United States', 'nearest', [
    newYear,
    ['Martin Luther King Jr. Day', nth(3, 'mon', '01')],
    ["Washington's Birthday", nth(3, 'mon', '02')],
    ['Memorial Day', onOrBefore('mon', '05-31')],
    ['Juneteenth', fixed('06-19')],
    ['Independence Day', fixed('07-04')],
    ['Labor Day', nth(1, 'mon', '09')],
    ['Columbus Day', nth(2, 'mon', '10')],
    ['Veterans Day', fixed('11-11')],
    ['Thanksgiving', nth(4, 'thu', '11')],
    christmas,
  ]),
  ZA: national('South Africa', 'sunday', [
    newYear,
    ['Human Rights Day', fixed('03-21')],
    goodFriday,
    ['Family Day', easter(1)],
    ['Freedom Day', fixed('04-27')],
    ["Workers' Day", fixed('05-01')],
    ['Youth Day', fixed('06-16')],
    ["National Women's Day", fixed('08-09')],
    ['Heritage Day', fixed('09-24')],
    ['Day of Reconciliation', fixed('12-16')],
    christmas,
    ['Day of Goodwill', fixed('12-26')],
  ]),
};

function national(country: string, substitute: Substitute, holidays: NationalHolidays['holidays']): NationalHolidays {
  return { country, substitute, holidays };
}

/** The first Monday of February, unless the first of February is a Friday. */
function saintBrigid(year: number): number | undefined {
  const first = new Date(Date.UTC(year, 1, 1));
  return first.getUTCDay() === 5 ? first.getTime() : nth(1, 'mon', '02')(year);
}

/** 27 April, or the day before when that is a Sunday. */
function kingsDay(year: number): number | undefined {
  const day = new Date(Date.UTC(year, 3, 27));
  return day.getUTCDay() === 0 ? fixed('04-26')(year) : day.getTime();
}

/** 1 October of 2024 and every sixth year after it. */
function everySixYears(year: number): number | undefined {
  return (year - 2024) % 6 === 0 ? fixed('10-01')(year) : undefined;
}
