/** A text as words to compare: no case, accents or punctuation, names such as `checkIn` taken apart. */
export function plainWords(text: string): readonly string[] {
  return (
    plain(text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).match(
      /\p{Script=Han}|\p{Script=Hiragana}+|\p{Script=Katakana}+|[\p{L}\p{N}]+/gu,
    ) ?? []
  );
}

/** A text without case, accents, or differences of writing the same. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Whether two plain words are the same but for their endings or a slip of the hand. */
export function areAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter < 3 || /\d/.test(a + b)) return false;
  const common = commonStart(a, b);
  if (common >= Math.max(3, Math.ceil(0.6 * Math.max(a.length, b.length))) || common >= Math.max(4, 0.6 * shorter))
    return true;
  return shorter >= 4 && distance(a, b) <= Math.floor(Math.max(a.length, b.length) / 4);
}

/** Whether `code` shortens a word, keeping its first letter and the order of the others: `btc`, bitcoin. */
export function shortens(code: string, word: string): boolean {
  if (code.length < 2 || code.length > 5 || code.length >= word.length || code[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === code[at]) at += 1;
  return at === code.length;
}

/** Whether `code` is made of the first letters of words that stand side by side: `nyc`, new york city. */
export function abbreviates(code: string, words: readonly string[]): boolean {
  if (code.length < 2) return false;
  return words
    .map(word => word[0] ?? '')
    .join('')
    .includes(code);
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Letters to change, add or leave out (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
