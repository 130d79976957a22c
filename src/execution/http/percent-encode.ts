/** Everything but RFC 3986's unreserved characters is escaped. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/[!'()*]/g, escapeCharacter);
}

/**
 * As OpenAPI's `allowReserved`: reserved characters stay, except those that would end the value and begin something
 * else (`&`, `#`, `+`, `[`, `]`); escapes that are there already stay, too.
 */
export function percentEncodeReserved(text: string): string {
  return text
    .split(/(%[0-9A-Fa-f]{2}|[:/?@!$'()*,;=]+)/)
    .map((part, i) => (i % 2 === 1 ? part : percentEncode(part)))
    .join('');
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
