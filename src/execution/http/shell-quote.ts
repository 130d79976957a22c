/** A piece of a shell word: text as it is, or the value of an environment variable. */
export type ShellPart = string | { readonly variable: string };

/**
 * One word for a POSIX shell that comes to exactly these pieces. Text with control characters, which could move about a
 * terminal, is written with the escapes of `$'…'` (POSIX 2024; bash, zsh, ksh).
 */
export function shellWord(...parts: readonly ShellPart[]): string {
  if (parts.every(part => typeof part !== 'string' || /^[\w :/.,@%+=-]*$/.test(part))) {
    const text = parts.map(part => (typeof part === 'string' ? part : `$${braced(part.variable, parts)}`)).join('');
    return parts.every(part => typeof part === 'string') && /^[\w:/.,@%+=-]+$/.test(text) ? text : `"${text}"`;
  }
  return parts.map(part => (typeof part === 'string' ? quoted(part) : `"$${part.variable}"`)).join('');
}

/** Braces where a letter would follow. */
function braced(variable: string, parts: readonly ShellPart[]): string {
  const next = parts[parts.findIndex(part => typeof part !== 'string' && part.variable === variable) + 1];
  return typeof next === 'string' && /^\w/.test(next) ? `{${variable}}` : variable;
}

function quoted(text: string): string {
  if (!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = text
    .replace(/[\\']/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeBytes);
  return `$'${escaped}'`;
}

function escapeBytes(character: string): string {
  return [...Buffer.from(character)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
