import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Encodings: Base64, hexadecimal, URL and HTML escapes, Morse code, Caesar cipher.';

const text = { type: 'string', maxLength: 100_000 };
const encoding = {
  type: 'string',
  enum: ['base64', 'base64url', 'hex', 'binary', 'url', 'html'],
  description: 'The encoding.',
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'encode_text',
    description: 'Encodes text as Base64, hexadecimal, binary bytes, URL percent-encoding or HTML entities.',
    parameters: parameters({ text: { ...text, description: 'The text to encode.' }, encoding }),
    examples: [
      {
        request: 'Encode "hello world" in base64',
        arguments: { text: 'hello world', encoding: 'base64' },
        returns: 'aGVsbG8gd29ybGQ=',
      },
      { arguments: { text: 'a&b=ü', encoding: 'url' }, returns: 'a%26b%3D%C3%BC' },
      { arguments: { text: '<b>"R&D"</b>', encoding: 'html' }, returns: '&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;' },
      { arguments: { text: 'Hi', encoding: 'binary' }, returns: '01001000 01101001' },
    ],
    run: async (args: Encoded) => (await import('./encoding/encodings.js')).encode(args.text, args.encoding),
  },
  {
    name: 'decode_text',
    description: 'Decodes text from Base64, hexadecimal, binary bytes, URL percent-encoding or HTML entities.',
    parameters: parameters({ text: { ...text, description: 'The encoded text.' }, encoding }),
    examples: [
      {
        request: 'What does the base64 string SGkgdGhlcmUh say?',
        arguments: { text: 'SGkgdGhlcmUh', encoding: 'base64' },
        returns: 'Hi there!',
      },
      { arguments: { text: '&lt;caf&#233;&gt;', encoding: 'html' }, returns: '<café>' },
    ],
    run: async (args: Encoded) => (await import('./encoding/encodings.js')).decode(args.text, args.encoding),
  },
  {
    name: 'to_morse_code',
    description: 'Writes text in Morse code, dots and dashes.',
    parameters: parameters({
      text: { ...text, maxLength: 5000, pattern: '\\S', description: 'Latin letters, digits and punctuation.' },
    }),
    examples: [
      { request: 'How do I tap SOS 2 in morse?', arguments: { text: 'SOS 2' }, returns: '... --- ... / ..---' },
    ],
    run: async ({ text: given }: { text: string }) => (await import('./encoding/morse.js')).toMorse(given),
  },
  {
    name: 'from_morse_code',
    description: 'Reads Morse code, with spaces between letters and slashes between words.',
    parameters: parameters({
      code: { type: 'string', pattern: '^[.\\- /]+$', maxLength: 20_000, description: 'Dots and dashes.' },
    }),
    examples: [
      {
        request: 'decode this morse: .... . .-.. .-.. ---',
        arguments: { code: '.... . .-.. .-.. ---' },
        returns: 'HELLO',
      },
    ],
    run: async ({ code }: { code: string }) => (await import('./encoding/morse.js')).fromMorse(code),
  },
  {
    name: 'caesar_cipher',
    description: 'Shifts the letters of a text along the alphabet (Caesar cipher, ROT13); a negative shift deciphers.',
    parameters: parameters({
      text: { ...text, description: 'The text.' },
      shift: { type: 'integer', minimum: -25, maximum: 25, default: 13, description: 'Places to shift; 13 is ROT13.' },
    }),
    examples: [
      {
        request: 'What is "Uryyb" in rot13?',
        arguments: { text: 'Uryyb' },
        returns: 'Hello',
      },
      { arguments: { text: 'xyz ABC', shift: 3 }, returns: 'abc DEF' },
    ],
    run: ({ text: given, shift }: { text: string; shift: number }) =>
      given.replace(/[a-z]/gi, letter => {
        const base = letter <= 'Z' ? 65 : 97;
        return String.fromCharCode(((letter.charCodeAt(0) - base + shift + 26) % 26) + base);
      }),
  },
]);

interface Encoded {
  readonly text: string;
  readonly encoding: string;
}
