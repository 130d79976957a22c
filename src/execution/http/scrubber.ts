import { percentEncode } from './percent-encode.js';

/** Shorter texts are no secrets, and taking them out would leave nothing readable. */
const shortestSecret = 4;
/** Shorter pieces of Base64 stand in other texts by chance. */
const shortestPiece = 8;

/** A function that takes the secrets out of a text, however a server may have written them. */
export function scrubber(secrets: readonly string[]): (text: string) => string {
  const spellings = secrets.filter(secret => secret.length >= shortestSecret).flatMap(spellingsOf);
  const longestFirst = [...new Set(spellings)].toSorted((a, b) => b.length - a.length);
  return text => longestFirst.reduce((scrubbed, spelling) => scrubbed.replaceAll(spelling, '[secret]'), text);
}

function spellingsOf(secret: string): readonly string[] {
  const quoted = JSON.stringify(secret).slice(1, -1);
  const escaped = [percentEncode(secret), encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\uFFFD'))];
  return [
    secret,
    quoted,
    quoted.replaceAll('/', '\\/'),
    ...escaped,
    ...escaped.map(text => text.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase())),
    ...base64Of(secret),
  ];
}

/**
 * Base64 of the secret alone, and the part of the Base64 of any longer text that only the secret decides: it may begin
 * at the first, second or third byte of a group of three, and what shares a character with its neighbours is left out.
 */
function base64Of(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const whole = bytes.toString('base64');
  const pieces = [0, 1, 2].map(offset => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const shared = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    return text.slice(offset === 0 ? 0 : offset + 1, text.length - shared);
  });
  const all = [whole, whole.replace(/=+$/, ''), ...pieces.filter(piece => piece.length >= shortestPiece)];
  return all.flatMap(text => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}
