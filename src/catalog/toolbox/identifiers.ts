import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Check digits: bank accounts (IBAN), card numbers, ISBN, product barcodes.';

const digits = { type: 'string', minLength: 1, maxLength: 60 };

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'check_iban',
    description:
      'Checks whether an IBAN (international bank account number) is well formed and its check digits are right.',
    parameters: parameters({ iban: { ...digits, description: 'The IBAN, with or without spaces.' } }),
    examples: [
      {
        request: 'Is DE89 3704 0044 0532 0130 00 a real IBAN?',
        arguments: { iban: 'DE89 3704 0044 0532 0130 00' },
        returns: { valid: true, country: 'DE', written: 'DE89 3704 0044 0532 0130 00' },
      },
      {
        arguments: { iban: 'DE89370400440532013001' },
        returns: { valid: false, country: 'DE', written: 'DE89 3704 0044 0532 0130 01' },
      },
    ],
    run: ({ iban }: { iban: string }) => {
      const plain = iban.replace(/[\s-]/g, '').toUpperCase();
      return {
        valid: isIban(plain),
        country: plain.slice(0, 2),
        written: plain.match(/.{1,4}/g)?.join(' ') ?? '',
      };
    },
  },
  {
    name: 'check_card_number',
    description: 'Checks whether a credit card number can be right (Luhn check digit) and which network it belongs to.',
    parameters: parameters({ number: { ...digits, description: 'The card number, with or without spaces.' } }),
    examples: [
      {
        request: 'is 4111 1111 1111 1111 a valid visa number',
        arguments: { number: '4111 1111 1111 1111' },
        returns: { valid: true, network: 'Visa' },
      },
      { arguments: { number: '4111111111111112' }, returns: { valid: false, network: 'Visa' } },
    ],
    run: ({ number }: { number: string }) => {
      const plain = number.replace(/[\s-]/g, '');
      const network = networks.find(([, form]) => form.test(plain))?.[0] ?? null;
      return { valid: /^\d{12,19}$/.test(plain) && luhnSum(plain) % 10 === 0, network };
    },
  },
  {
    name: 'check_isbn',
    description: 'Checks an ISBN of a book and converts between its 10-digit and 13-digit forms.',
    parameters: parameters({ isbn: { ...digits, description: 'The ISBN, with or without hyphens.' } }),
    examples: [
      {
        request: 'Check the book number 0-306-40615-2',
        arguments: { isbn: '0-306-40615-2' },
        returns: { valid: true, isbn10: '0306406152', isbn13: '9780306406157' },
      },
      { arguments: { isbn: '978-0-306-40615-8' }, returns: { valid: false, isbn10: null, isbn13: null } },
    ],
    run: ({ isbn }: { isbn: string }) => {
      const plain = isbn.replace(/[\s-]/g, '').toUpperCase();
      const valid = isIsbn10(plain) || (/^97[89]\d{10}$/.test(plain) && isGtin(plain));
      if (!valid) return { valid, isbn10: null, isbn13: null };
      const core = plain.length === 10 ? plain.slice(0, 9) : plain.slice(3, 12);
      const prefix = plain.length === 10 ? '978' : plain.slice(0, 3);
      return {
        valid,
        isbn10: prefix === '978' ? core + isbn10Check(core) : null,
        isbn13: prefix + core + gtinCheck(prefix + core),
      };
    },
  },
  {
    name: 'check_barcode',
    description: 'Checks the last digit of a product barcode (EAN, UPC, GTIN) of 8, 12, 13 or 14 digits.',
    parameters: parameters({ code: { ...digits, description: 'The digits under the bars.' } }),
    examples: [
      {
        request: 'Can the barcode 4006381333931 be right?',
        arguments: { code: '4006381333931' },
        returns: { valid: true, expected_check_digit: '1' },
      },
    ],
    run: ({ code }: { code: string }) => {
      const plain = code.replace(/[\s-]/g, '');
      if (!/^(\d{8}|\d{12,14})$/.test(plain)) throw new Error('a barcode has 8, 12, 13 or 14 digits');
      return { valid: isGtin(plain), expected_check_digit: gtinCheck(plain.slice(0, -1)) };
    },
  },
]);

const networks: readonly (readonly [name: string, form: RegExp])[] = [
  ['Visa', /^4/],
  ['Mastercard', /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/],
  ['American Express', /^3[47]/],
  ['Discover', /^6(011|5|4[4-9])/],
  ['JCB', /^35(2[89]|[3-8])/],
  ['Diners Club', /^3(0[0-5]|[689])/],
];

/** ISO 13616: the first four characters moved to the end and letters read as 10 to 35, the remainder by 97 is 1. */
function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const number = [...iban.slice(4), ...iban.slice(0, 4)].map(character => Number.parseInt(character, 36)).join('');
  return BigInt(number) % 97n === 1n;
}

/** ISO 7812: from the right, every second digit is doubled and its digits added. */
function luhnSum(number: string): number {
  return [...number].reverse().reduce((sum, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}

function isIsbn10(isbn: string): boolean {
  return /^\d{9}[\dX]$/.test(isbn) && isbn10Check(isbn.slice(0, 9)) === isbn.slice(9);
}

function isbn10Check(core: string): string {
  const sum = [...core].reduce((total, digit, i) => total + Number(digit) * (10 - i), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

function isGtin(code: string): boolean {
  return gtinCheck(code.slice(0, -1)) === code.slice(-1);
}

/** GS1: weights 3 and 1 in turn from the right. */
function gtinCheck(core: string): string {
  const sum = [...core].reverse().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}
