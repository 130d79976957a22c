import { continents, countries, getCountryData, getEmojiFlag, languages, type TCountryCode } from 'countries-list';
import type { JsonObject } from '../../../base/index.js';

const codes = Object.keys(countries) as TCountryCode[];

/** The ISO 3166-1 alpha-2 code of a country given by English name, own name, or two- or three-letter code. */
export function countryCode(text: string): TCountryCode {
  const wanted = text.trim().toLowerCase();
  const found = codes.find(code => {
    const { name, native, iso3 } = getCountryData(code);
    return [code, iso3, name, native].some(label => label.toLowerCase() === wanted);
  });
  const alias = Object.hasOwn(aliases, wanted) ? aliases[wanted] : undefined;
  const code = found ?? alias;
  if (code === undefined) throw new Error(`no country "${text}" is known; try its English name or its ISO code`);
  return code;
}

const aliases: Readonly<Record<string, TCountryCode>> = {
  usa: 'US',
  america: 'US',
  'united states of america': 'US',
  uk: 'GB',
  britain: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  türkiye: 'TR',
  burma: 'MM',
  uae: 'AE',
};

export function countryFacts(text: string): JsonObject {
  const code = countryCode(text);
  const { name, native, iso3, capital, continent, currency, languages: spoken, phone } = getCountryData(code);
  return {
    name,
    native,
    iso2: code,
    iso3,
    capital,
    continent: continents[continent],
    currencies: currency,
    languages: spoken.map(language => languages[language].name),
    phone: phone.map(prefix => `+${prefix}`),
    flag: getEmojiFlag(code),
  };
}

/** English names in alphabetical order of the countries that meet every condition given. */
export function findCountries(wanted: {
  readonly currency?: string | number;
  readonly language?: string | number;
  readonly continent?: string | number;
  readonly phone?: string | number;
}): string[] {
  const { currency, language, continent, phone } = wanted;
  const has = (list: readonly (string | number)[], value: string | number | undefined) =>
    value === undefined || list.includes(value);
  if (currency ?? language ?? continent ?? phone ?? false) {
    return codes
      .map(code => getCountryData(code))
      .filter(
        country =>
          has(country.currency, typeof currency === 'string' ? currency.toUpperCase() : undefined) &&
          has(country.languages, typeof language === 'string' ? language.toLowerCase() : undefined) &&
          has([continents[country.continent]], continent) &&
          has(country.phone, phone),
      )
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b, 'en'));
  }
  throw new Error('give a currency, a language, a continent or a phone code');
}

export function currencyFacts(text: string): JsonObject {
  const code = text.toUpperCase();
  if (!Intl.supportedValuesOf('currency').includes(code)) throw new Error(`"${text}" is not the code of a currency`);
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' });
  return {
    code,
    name: new Intl.DisplayNames('en', { type: 'currency' }).of(code) ?? code,
    symbol: format.formatToParts(1).find(({ type }) => type === 'currency')?.value ?? code,
    decimals: format.resolvedOptions().maximumFractionDigits ?? 2,
    countries: codes
      .map(country => getCountryData(country))
      .filter(({ currency }) => (currency as readonly string[]).includes(code))
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b, 'en')),
  };
}
