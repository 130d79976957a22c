import { RE2JS } from 're2js';
import type { JsonObject } from '../../../base/index.js';

const maxResultLength = 1_000_000;

function compiled(pattern: string, ignoreCase: boolean): RE2JS {
  try {
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the regular expression is not valid: ${reason}`, { cause: error });
  }
}

/** Matches in order; `position` counts UTF-16 units from 0, a group that took no part is null. */
export function findMatches(pattern: string, ignoreCase: boolean, text: string, limit: number): JsonObject[] {
  const matcher = compiled(pattern, ignoreCase).matcher(text);
  const matches: JsonObject[] = [];
  while (matches.length < limit && matcher.find()) {
    const groups = Array.from({ length: matcher.groupCount() }, (_, i) => matcher.group(i + 1) ?? null);
    matches.push({ match: matcher.group() ?? '', position: matcher.start(), groups });
  }
  return matches;
}

/** `$1` to `$9` in the replacement are groups, `$$` is a dollar sign. */
export function replaceMatches(pattern: string, ignoreCase: boolean, text: string, replacement: string): string {
  const matcher = compiled(pattern, ignoreCase).matcher(text);
  const pieces: string[] = [];
  let length = 0;
  let at = 0;
  while (matcher.find()) {
    const groups = replacement.replace(/\$([$1-9])/g, (_, digit: string) =>
      digit === '$' ? '$' : Number(digit) <= matcher.groupCount() ? (matcher.group(Number(digit)) ?? '') : '',
    );
    pieces.push(text.slice(at, matcher.start()), groups);
    at = matcher.end();
    length += groups.length;
    if (length > maxResultLength) throw new Error(`the result would be over ${maxResultLength} characters`);
  }
  return pieces.join('') + text.slice(at);
}

/** The parts between matches; an empty match splits between characters. */
export function splitText(pattern: string, ignoreCase: boolean, text: string): string[] {
  const matcher = compiled(pattern, ignoreCase).matcher(text);
  const parts: string[] = [];
  let at = 0;
  while (matcher.find()) {
    if (matcher.end() === 0 || matcher.start() === text.length) continue;
    parts.push(text.slice(at, matcher.start()));
    at = matcher.end();
  }
  return [...parts, text.slice(at)];
}

const kinds = {
  emails: "[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+",
  links: 'https?://[^\\s<>"]*[^\\s<>".,;:!?)\\]}\']',
  phones: '\\+[0-9]{1,3}[ .-]?(?:\\(?[0-9]+\\)?[ .-]?){1,5}[0-9]',
} as const;

/** Each once, in order of appearance. Phone numbers are those that begin with a plus sign. */
export function extractAddresses(text: string): JsonObject {
  const found = Object.entries(kinds).map(([kind, pattern]) => {
    const matches = findMatches(pattern, false, text, 1000).map(({ match }) => match ?? '');
    return [kind, [...new Set(matches)]] as const;
  });
  return Object.fromEntries(found);
}
