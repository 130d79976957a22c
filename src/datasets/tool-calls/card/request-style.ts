export const requestStyles = ['terse', 'lower-case', 'polite', 'question', 'chatty', 'plain'] as const;
export type RequestStyle = (typeof requestStyles)[number];

/** How a request is written, from its text alone; the first of the styles that it has. */
export function requestStyle(text: string): RequestStyle {
  const words = text.trim().split(/\s+/);
  const isSentence = /[.?!]$/.test(text.trim());
  if (words.length <= 6 && !isSentence) return 'terse';
  if (!/\p{Lu}/u.test(text.replace(/\b[A-Z\d]{2,}\b/g, ''))) return 'lower-case';
  if (/\b(?:please|could you|would you|can you|I'd like|I would like)\b/i.test(text)) return 'polite';
  if (/[.?!]\s+\S/.test(text)) return 'chatty';
  return text.trim().endsWith('?') ? 'question' : 'plain';
}
