/**
 * The word without its inflection, for lower-case English: singular and plural, and the `-ing` and `-ed` forms of a word
 * meet. Light on purpose: what is left need not be a word, and few words that differ in meaning fall together. Words with
 * digits or letters beyond a–z, and words of three letters, stay as they are.
 *
 * Example: recipe, recipes → recip; convert, converts, converted, converting → convert; planned, plans → plan.
 */
export function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const base = withoutTense(withoutPlural(word));
  if (base.length < 4) return base;
  if (base.endsWith('e')) return base.slice(0, -1);
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}i` : base;
}

function withoutPlural(word: string): string {
  if (/[^aeiou]ie[sd]$/.test(word) && word.length > 4) return word.slice(0, -2);
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  // `status`, `analysis` and `address` are no plurals.
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutTense(word: string): string {
  const left = /^(.*[aeiouy].*)(?:ing|ed)$/.exec(word)?.[1];
  if (left === undefined || left.length < 3) return word;
  // `planned` doubled its consonant; `called` and `passed` did not.
  return /([^aeioulsz])\1$/.test(left) ? left.slice(0, -1) : left;
}
