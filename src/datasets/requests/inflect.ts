const irregular: ReadonlyMap<string, string> = new Map([
  ['person', 'people'],
  ['child', 'children'],
  ['man', 'men'],
  ['woman', 'women'],
  ['datum', 'data'],
  ['medium', 'media'],
  ['criterion', 'criteria'],
]);
const singulars: ReadonlyMap<string, string> = new Map([...irregular].map(([one, many]) => [many, one]));

/** Words that look like a plural and are none, or have none. */
const uncounted =
  /(?:us|is|ws|ics|as)$|^(?:data|info|information|metadata|news|status|weather|staff|feedback|content|money|music|equipment|inventory|traffic|stock|access|series|usage|availability|media|advice|help|health|history|software|hardware|analytics|credentials|lyrics|settings|details|statistics|preferences|permissions)$/;

export function isPlural(word: string): boolean {
  const lower = word.toLowerCase();
  return singulars.has(lower) || (/s$/.test(lower) && !/(?:ss|us|is)$/.test(lower) && lower !== 'news');
}

/** For English nouns, lower-case; words without a plural are given as they are. */
export function plural(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (isPlural(word) || uncounted.test(word)) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** For English nouns, lower-case; singulars are given as they are. */
export function singular(word: string): string {
  const known = singulars.get(word);
  if (known !== undefined) return known;
  if (
    !isPlural(word) ||
    /^(?:news|series|analytics|lyrics|always|aws|gps|sms|dns|https?|ios|os|css|js|vms)$/.test(word)
  )
    return word;
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(?:ss|sh|ch|x|zz|us)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** `return`, for `returns`, `returning` and `returned`; what is no such form is given as it is. */
export function baseForm(verb: string): string {
  const lower = verb.toLowerCase();
  if (/ies$/.test(lower)) return `${lower.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz|o)es$/.test(lower)) return lower.slice(0, -2);
  if (/[^s]s$/.test(lower) && !/(?:us|is)$/.test(lower)) return lower.slice(0, -1);
  if (/[^i]ing$/.test(lower) && lower.length > 5) return withoutIng(lower.slice(0, -3));
  return lower;
}

function withoutIng(stem: string): string {
  if (/([^aeioulsz])\1$/.test(stem)) return stem.slice(0, -1);
  return /(?:[^aeiou][aeiou]t|at|iv|iev|us|eas|ag|as|ov|os|ot|it|in|ur|ir|lat|dat|[^aeiou]g|anc|uc|iz|is)$/.test(
    stem,
  ) && !/(?:[^c]reat|[phb]eat|oot|ist|ait|get|set|put|edit|submit|visit|ing|list|post|eck)$/.test(stem)
    ? `${stem}e`
    : stem;
}
