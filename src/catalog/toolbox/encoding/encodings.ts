import { decodeHTML } from 'entities';

interface Encoding {
  readonly encode: (text: string) => string;
  readonly decode: (text: string) => string;
}

const encodings: Readonly<Record<string, Encoding>> = {
  base64: bytes('base64', /^[A-Za-z0-9+/\s]*={0,2}\s*$/),
  base64url: bytes('base64url', /^[A-Za-z0-9_-]*={0,2}$/),
  hex: bytes('hex', /^([0-9a-fA-F]{2})*$/),
  binary: {
    encode: text => [...Buffer.from(text)].map(byte => byte.toString(2).padStart(8, '0')).join(' '),
    decode: text => {
      const digits = text.replace(/\s+/g, '');
      if (!/^([01]{8})*$/.test(digits)) throw new Error('binary text is groups of eight digits 0 and 1');
      return utf8(Buffer.from((digits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2))));
    },
  },
  url: {
    // Halves of characters, which no encoding can carry, become U+FFFD instead of an error.
    encode: text => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')),
    decode: text => {
      try {
        return decodeURIComponent(text.replaceAll('+', ' '));
      } catch (error) {
        throw new Error('the text is not percent-encoded UTF-8', { cause: error });
      }
    },
  },
  html: {
    encode: text => text.replace(/[&<>"']/g, character => escapes[character] ?? character),
    decode: decodeHTML,
  },
};

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function bytes(name: 'base64' | 'base64url' | 'hex', form: RegExp): Encoding {
  return {
    encode: text => Buffer.from(text).toString(name),
    decode: text => {
      if (!form.test(text)) throw new Error(`the text is not ${name}`);
      return utf8(Buffer.from(text, name));
    },
  };
}

function utf8(data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch (error) {
    throw new Error('the decoded bytes are not UTF-8 text', { cause: error });
  }
}

/** Text (as UTF-8 bytes) in an encoding. */
export function encode(text: string, name: string): string {
  return encodingNamed(name).encode(text);
}

/** Text out of an encoding; throws when it is malformed or its bytes are not UTF-8. */
export function decode(text: string, name: string): string {
  return encodingNamed(name).decode(text);
}

function encodingNamed(name: string): Encoding {
  const encoding = Object.hasOwn(encodings, name) ? encodings[name] : undefined;
  if (encoding === undefined)
    throw new Error(`"${name}" is not an encoding; known: ${Object.keys(encodings).join(', ')}`);
  return encoding;
}
