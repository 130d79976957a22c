import type { FunctionDefinition } from '../functions/function-definition.js';
import { numberInWords } from './numbers/number-in-words.js';
import { fromRomanNumeral, toRomanNumeral } from './numbers/roman-numeral.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Ways to write numbers: bases, Roman numerals, words, local formats.';

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'convert_number_base',
    description: 'Writes a whole number in another base: binary, octal, decimal, hexadecimal or any base from 2 to 36.',
    parameters: parameters({
      number: {
        type: 'string',
        pattern: '^-?[0-9a-zA-Z]{1,300}$',
        description: 'The digits, without a prefix such as 0x.',
        examples: ['255', 'ff', '11111111'],
      },
      from_base: { type: 'integer', minimum: 2, maximum: 36, default: 10, description: 'Base the digits are in.' },
      to_base: { type: 'integer', minimum: 2, maximum: 36, description: 'Base wanted.' },
    }),
    examples: [
      {
        request: 'Write 255 in binary',
        arguments: { number: '255', to_base: 2 },
        returns: '11111111',
      },
      {
        request: 'what is hex DEADBEEF in decimal?',
        arguments: { number: 'DEADBEEF', from_base: 16, to_base: 10 },
        returns: '3735928559',
      },
    ],
    run: ({ number, from_base, to_base }: { number: string; from_base: number; to_base: number }) => {
      const negative = number.startsWith('-');
      let value = 0n;
      for (const character of negative ? number.slice(1) : number) {
        const digit = Number.parseInt(character, 36);
        if (digit >= from_base) throw new Error(`"${character}" is not a digit of base ${from_base}`);
        value = value * BigInt(from_base) + BigInt(digit);
      }
      return (negative ? -value : value).toString(to_base);
    },
  },
  {
    name: 'to_roman_numeral',
    description: 'Writes a number from 1 to 3999 as a Roman numeral.',
    parameters: parameters({
      number: { type: 'integer', minimum: 1, maximum: 3999, description: 'The number to write.' },
    }),
    examples: [{ request: 'How do the Romans write 2026?', arguments: { number: 2026 }, returns: 'MMXXVI' }],
    run: ({ number }: { number: number }) => toRomanNumeral(number),
  },
  {
    name: 'from_roman_numeral',
    description: 'Reads a Roman numeral and gives the number it stands for.',
    parameters: parameters({
      numeral: { type: 'string', minLength: 1, maxLength: 15, description: 'The letters, such as MCMXCIV.' },
    }),
    examples: [{ request: 'What year is MCMXCIV?', arguments: { numeral: 'MCMXCIV' }, returns: 1994 }],
    run: ({ numeral }: { numeral: string }) => fromRomanNumeral(numeral),
  },
  {
    name: 'number_to_words',
    description: 'Spells a number out in English words, as on a cheque.',
    parameters: parameters({
      number: {
        type: 'integer',
        minimum: -999999999999999,
        maximum: 999999999999999,
        description: 'The whole number to spell.',
      },
    }),
    examples: [
      {
        request: 'Spell out 1,204,017 in words for a cheque',
        arguments: { number: 1204017 },
        returns: 'one million two hundred and four thousand and seventeen',
      },
      { arguments: { number: -40 }, returns: 'minus forty' },
    ],
    run: ({ number }: { number: number }) => numberInWords(number),
  },
  {
    name: 'format_number',
    description:
      'Writes a number the way people in a country write it, with their separators, as plain, money or percent.',
    parameters: parameters(
      {
        number: { type: 'number', description: 'The number to write.' },
        locale: {
          type: 'string',
          pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$',
          default: 'en-US',
          description: 'Language and country, such as de-DE or en-IN.',
        },
        style: {
          type: 'string',
          enum: ['decimal', 'currency', 'percent'],
          default: 'decimal',
          description: 'What it is.',
        },
        currency: {
          type: 'string',
          pattern: '^[A-Za-z]{3}$',
          description: 'ISO code of the money, for style currency.',
        },
        decimals: { type: 'integer', minimum: 0, maximum: 15, description: 'Digits after the separator.' },
      },
      ['currency', 'decimals'],
    ),
    examples: [
      {
        request: 'How would a German write 1234567.891 with two decimals?',
        arguments: { number: 1234567.891, locale: 'de-DE', decimals: 2 },
        returns: '1.234.567,89',
      },
      {
        arguments: { number: 1500000, locale: 'en-IN', style: 'currency', currency: 'INR', decimals: 0 },
        returns: '₹15,00,000',
      },
    ],
    run: ({ number, locale, style, currency, decimals }: NumberFormat) => {
      if (style === 'currency' && currency === undefined) throw new Error('style currency needs a currency code');
      return new Intl.NumberFormat(locale, {
        style,
        ...(style === 'currency' && { currency: currency ?? '' }),
        ...(decimals !== undefined && { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
      }).format(number);
    },
  },
]);

interface NumberFormat {
  readonly number: number;
  readonly locale: string;
  readonly style: 'decimal' | 'currency' | 'percent';
  readonly currency?: string;
  readonly decimals?: number;
}
