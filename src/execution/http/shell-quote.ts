/** A piece of a shell word: text as it is, or the value of an environment variable. */
export type ShellPart = string | { readonly variable: string };

/**
 * One word for a POSIX shell that comes to exactly these pieces. Text with control characters, which could move about a
 * terminal, is written with the escapes of `$'…'` (POSIX 2024; bash, zsh, ksh).
 */
export function shellWord(...parts: readonly ShellPart[]): string {
  const merged = mergedTexts(parts);
  const [only] = merged;
  if (merged.length === 1 && typeof only === 'string') return bare.test(only) ? only : quoted(only);
  if (merged.every(part => typeof part !== 'string' || plain.test(part))) {
    return `"${merged.map((part, i) => (typeof part === 'string' ? part : `$${braced(part.variable, merged[i + 1])}`)).join('')}"`;
  }
  return merged.map(part => (typeof part === 'string' ? quoted(part) : `"$${part.variable}"`)).join('');
}

/** What a shell takes as it is, and what it takes as it is between double quotes. */
const bare = /^[\w:/.,@%+=-]+$/;
const plain = /^[^"$`\\!\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;

function mergedTexts(parts: readonly ShellPart[]): readonly ShellPart[] {
  const merged: ShellPart[] = [];
  for (const part of parts) {
    const before = merged.at(-1);
    if (typeof part === 'string' && typeof before === 'string') merged.splice(-1, 1, before + part);
    else merged.push(part);
  }
  return merged.length === 0 ? [''] : merged;
}

/** Braces where a letter would follow. */
function braced(variable: string, next: ShellPart | undefined): string {
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
