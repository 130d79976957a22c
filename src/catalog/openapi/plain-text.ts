/** Characters of a text that are looked at; what comes later could not be kept anyway. */
const maxInputCharacters = 20_000;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '-',
  ndash: '-',
};

/** Whatever tidying could change: markup, entities, control characters, white space that is not one space or line break. */
const needsWork =
  /[<&\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u1680\u2000-\u200b\u2028-\u202f\u205f\u2066-\u2069\u3000\ufeff]|^\s|\s$| {2}| \n|\n |\n{3}/;

/**
 * A description as plain text: HTML tags and comments dropped, entities decoded, white space tidied, control characters
 * removed, cut at a word after `maxCharacters` with `…`. Markdown stays as it is. Anything but a string is ''.
 */
export function plainText(text: unknown, maxCharacters: number): string {
  if (typeof text !== 'string') return '';
  if (!needsWork.test(text)) return cutAtWord(text, maxCharacters); // most texts, and twenty times faster
  const plain = text
    .slice(0, maxInputCharacters)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(?:br|\/p|\/li|\/h[1-6]|\/tr|\/div)\s*\/?>/gi, '\n')
    .replace(/<\/?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?\/?>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, decodeEntity)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2066-\u2069]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return cutAtWord(plain, maxCharacters);
}

function decodeEntity(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) {
    const key = name.toLowerCase();
    return Object.hasOwn(named, key) ? (named[key] ?? entity) : entity;
  }
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number.parseInt(decimal, 10);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
}

/** At most `maxCharacters` of a text, cut at a space where there is one in its second half, and marked with `…`. */
export function cutAtWord(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  if (maxCharacters < 1) return '';
  const cut = text.slice(0, maxCharacters - 1);
  const space = cut.lastIndexOf(' ');
  const end = space > maxCharacters / 2 ? space : cut.length;
  return `${cut.slice(0, end).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
