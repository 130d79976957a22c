import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Countries and currencies: capitals, codes, phone prefixes, money, flags.';

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'country_facts',
    description:
      'Gives facts about a country: capital, currency, languages, continent, phone code, ISO codes and flag.',
    parameters: parameters({
      country: { type: 'string', minLength: 2, maxLength: 60, description: 'English name or ISO code of the country.' },
    }),
    examples: [
      {
        request: 'What is the capital of Mongolia and what money do they use?',
        arguments: { country: 'Mongolia' },
        returns: {
          name: 'Mongolia',
          native: 'Монгол улс',
          iso2: 'MN',
          iso3: 'MNG',
          capital: 'Ulan Bator',
          continent: 'Asia',
          currencies: ['MNT'],
          languages: ['Mongolian'],
          phone: ['+976'],
          flag: '🇲🇳',
        },
      },
    ],
    run: async ({ country }: { country: string }) => (await import('./countries/countries.js')).countryFacts(country),
  },
  {
    name: 'find_countries',
    description: 'Lists the countries that use a currency, speak a language, lie on a continent or have a phone code.',
    parameters: parameters(
      {
        currency: { type: 'string', pattern: '^[A-Za-z]{3}$', description: 'ISO code of the money, such as EUR.' },
        language: {
          type: 'string',
          pattern: '^[A-Za-z]{2}$',
          description: 'ISO code of an official language, such as es.',
        },
        continent: {
          type: 'string',
          enum: ['Africa', 'Antarctica', 'Asia', 'Europe', 'North America', 'Oceania', 'South America'],
          description: 'The continent.',
        },
        phone: { type: 'integer', minimum: 1, maximum: 999_999, description: 'Phone code without the plus sign.' },
      },
      ['currency', 'language', 'continent', 'phone'],
    ),
    examples: [
      {
        request: 'Where in South America is Dutch or another language than Spanish official? Just list the Dutch ones.',
        arguments: { language: 'nl', continent: 'South America' },
        returns: ['Suriname'],
      },
      { arguments: { phone: 354 }, returns: ['Iceland'] },
    ],
    run: async (wanted: Readonly<Record<string, string | number>>) =>
      (await import('./countries/countries.js')).findCountries(wanted),
  },
  {
    name: 'currency_facts',
    description: 'Gives the name, symbol, decimal places and countries of a currency.',
    parameters: parameters({
      currency: { type: 'string', pattern: '^[A-Za-z]{3}$', description: 'ISO 4217 code, such as JPY.' },
    }),
    examples: [
      {
        request: 'Which currency is ISK and who uses it?',
        arguments: { currency: 'ISK' },
        returns: { code: 'ISK', name: 'Icelandic Króna', symbol: 'kr', decimals: 0, countries: ['Iceland'] },
      },
    ],
    run: async ({ currency }: { currency: string }) =>
      (await import('./countries/countries.js')).currencyFacts(currency),
  },
  {
    name: 'country_name',
    description: 'Translates the name of a country into another language.',
    parameters: parameters({
      country: { type: 'string', minLength: 2, maxLength: 60, description: 'English name or ISO code of the country.' },
      language: { type: 'string', pattern: '^[a-z]{2,3}$', description: 'ISO 639 code of the language, such as ja.' },
    }),
    examples: [
      {
        request: 'How do Spaniards say Germany?',
        arguments: { country: 'Germany', language: 'es' },
        returns: 'Alemania',
      },
    ],
    run: async ({ country, language }: { country: string; language: string }) => {
      const { countryCode } = await import('./countries/countries.js');
      return new Intl.DisplayNames(language, { type: 'region' }).of(countryCode(country)) ?? country;
    },
  },
]);
