import { UsageError } from '../../base/index.js';

/** A part of a word: bare, in single quotes, in double quotes, or a character after a backslash. */
const parts = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)/gy;

/**
 * The words of a command line, with quotes and backslashes read as in a shell. Nothing else means anything: no variable,
 * pattern or operator is expanded, and no shell is ever asked. A backslash in a bare word before a letter or digit stays,
 * as in a Windows path.
 */
export function commandWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line.charAt(at))) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += 1;
      continue;
    }
    parts.lastIndex = at;
    const found = parts.exec(line);
    if (found === null) throw new UsageError(`a quote is not closed in: ${line}`);
    const [all, single, double, escaped, bare] = found;
    word = (word ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? literal(escaped) ?? bare ?? '');
    at += all.length;
  }
  if (word !== undefined) words.push(word);
  return words;
}

function literal(escaped: string | undefined): string | undefined {
  if (escaped === undefined) return undefined;
  return /[a-zA-Z0-9]/.test(escaped) ? `\\${escaped}` : escaped;
}
