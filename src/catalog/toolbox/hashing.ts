import type { FunctionContext, FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Hashes, checksums, UUIDs and QR codes.';

const text = { type: 'string', maxLength: 100_000 };
const algorithm = {
  type: 'string',
  enum: ['md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha3-256', 'blake2b512', 'ripemd160'],
  default: 'sha256',
  description: 'The hash algorithm; md5 and sha1 are not safe against forgery.',
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'hash_text',
    description: 'Computes the hash (digest, checksum, fingerprint) of a text: SHA-256, SHA-512, MD5 and others.',
    parameters: parameters({ text: { ...text, description: 'The text to hash.' }, algorithm }),
    examples: [
      {
        request: "What's the sha256 of abc?",
        arguments: { text: 'abc' },
        returns: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      },
      { arguments: { text: '', algorithm: 'md5' }, returns: 'd41d8cd98f00b204e9800998ecf8427e' },
    ],
    run: async ({ text: given, algorithm: name }: { text: string; algorithm: string }) => {
      const { createHash } = await import('node:crypto');
      return createHash(name).update(given).digest('hex');
    },
  },
  {
    name: 'sign_text',
    description: 'Computes the HMAC of a text with a key: a signature that shows it was not changed.',
    parameters: parameters({
      text: { ...text, description: 'The text to sign.' },
      key: { type: 'string', maxLength: 1000, description: 'The shared key, as text.' },
      algorithm: { ...algorithm, enum: ['sha1', 'sha256', 'sha384', 'sha512'], description: 'The hash algorithm.' },
    }),
    examples: [
      {
        request: 'HMAC-SHA256 of "what do ya want for nothing?" with the key Jefe',
        arguments: { text: 'what do ya want for nothing?', key: 'Jefe' },
        returns: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      },
    ],
    run: async ({ text: given, key, algorithm: name }: { text: string; key: string; algorithm: string }) => {
      const { createHmac } = await import('node:crypto');
      return createHmac(name, key).update(given).digest('hex');
    },
  },
  {
    name: 'crc32_checksum',
    description: 'Computes the CRC-32 checksum of a text, as zip files use it.',
    parameters: parameters({ text: { ...text, description: 'The text.' } }),
    examples: [{ request: 'crc32 of 123456789?', arguments: { text: '123456789' }, returns: 'cbf43926' }],
    run: async ({ text: given }: { text: string }) => {
      const { crc32 } = await import('./hashing/crc32.js');
      return crc32(Buffer.from(given)).toString(16).padStart(8, '0');
    },
  },
  {
    name: 'generate_uuid',
    description: 'Makes a UUID (GUID, unique identifier): random, ordered by time, or always the same for a name.',
    parameters: parameters(
      {
        version: {
          type: 'integer',
          enum: [4, 5, 7],
          default: 4,
          description: '4 is random, 7 is random and sorts by time, 5 is made from a name.',
        },
        name: {
          type: 'string',
          maxLength: 2000,
          description: 'The name, for version 5, such as a web address or domain.',
        },
        namespace: {
          type: 'string',
          enum: ['url', 'dns'],
          default: 'url',
          description: 'What the name is, for version 5.',
        },
      },
      ['name'],
    ),
    examples: [
      { request: 'I need a fresh unique ID', arguments: {} },
      {
        arguments: { version: 5, name: 'www.example.com', namespace: 'dns' },
        returns: '2ed6657d-e927-568b-95e1-2665a8aea6a2',
      },
    ],
    run: async (args: { version: 4 | 5 | 7; name?: string; namespace: 'url' | 'dns' }, context: FunctionContext) => {
      const { namedUuid, randomUuid, timedUuid } = await import('./hashing/uuid.js');
      if (args.version === 4) return randomUuid(context.random);
      if (args.version === 7) return timedUuid(context.now(), context.random);
      if (args.name === undefined) throw new Error('a UUID of version 5 needs a name');
      return namedUuid(args.name, args.namespace);
    },
  },
  {
    name: 'qr_code',
    description: 'Makes a QR code of a text or web address, as text to print or as an SVG picture.',
    parameters: parameters({
      text: { type: 'string', minLength: 1, maxLength: 1000, description: 'What scanning the code gives.' },
      format: { type: 'string', enum: ['text', 'svg'], default: 'text', description: 'Blocks of text or SVG.' },
      correction: {
        type: 'string',
        enum: ['L', 'M', 'Q', 'H'],
        default: 'M',
        description: 'How much damage the code survives, from L (7 %) to H (30 %).',
      },
    }),
    examples: [
      {
        request: 'Make me a QR code that says HI',
        arguments: { text: 'HI' },
        returns: [
          '█████████████████████████',
          '██ ▄▄▄▄▄ █▀ ██▄█ ▄▄▄▄▄ ██',
          '██ █   █ ██▀▄ ▀█ █   █ ██',
          '██ █▄▄▄█ █▄ ▄ ▄█ █▄▄▄█ ██',
          '██▄▄▄▄▄▄▄█▄█ █▄█▄▄▄▄▄▄▄██',
          '██ ▀▄█▄▀▄▀█▀▄▀▄▀█▀▄▀█▄▀██',
          '██▄▄█▄  ▄ ▀ ▄ ▀ ▄ ▀▀▄ ███',
          '██▄█▄███▄▄  █▄█▄ ▄██ █ ██',
          '██ ▄▄▄▄▄ ██▀▄█▄█▀█▄█▀█▄██',
          '██ █   █ █▄ ▄▀▄▀▄▀▄▀▄▀▄██',
          '██ █▄▄▄█ █▄   ▀ ▄ ▀ ▄▀ ██',
          '██▄▄▄▄▄▄▄█▄▄▄▄█▄▄▄█▄▄█▄██',
          '▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀',
        ].join('\n'),
      },
    ],
    run: async ({ text: given, format, correction }: QrCode) => {
      const { renderSVG, renderUnicodeCompact } = await import('uqr');
      const options = { ecc: correction, border: 2 };
      return format === 'svg' ? renderSVG(given, options) : renderUnicodeCompact(given, options);
    },
  },
]);

interface QrCode {
  readonly text: string;
  readonly format: 'text' | 'svg';
  readonly correction: 'L' | 'M' | 'Q' | 'H';
}
