/**
 * Words of identifiers, paths and sentences, lower-cased. `camelCase`, `snake_case` and `kebab-case` are taken apart, and
 * a camel-cased word is also given whole (`YouTube` → `you`, `tube`, `youtube`), because people write it either way.
 * Letters of every script are kept; scripts written without spaces are divided by dictionary. Accents are dropped.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  if (isAscii.test(text)) {
    for (const run of text.match(/[A-Za-z0-9]+/g) ?? []) pushRun(run, words);
    return words;
  }
  const folded = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
  for (const run of folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    if (withoutSpaces.test(run)) pushSegments(run, words);
    else pushRun(run, words);
  }
  return words;
}

const isAscii = /^[\0-\x7f]*$/;
const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const upperCase = /\p{Lu}/u;
/** Between a small letter or digit and a capital, and before the last capital of several that starts a word. */
const humps = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

function pushRun(run: string, words: string[]): void {
  const lower = run.toLowerCase();
  if (lower !== run && upperCase.test(run.slice(1))) {
    const parts = run.split(humps);
    if (parts.length > 1) for (const part of parts) words.push(part.toLowerCase());
  }
  words.push(lower);
}

function pushSegments(run: string, words: string[]): void {
  for (const { segment, isWordLike } of segmenter().segment(run)) if (isWordLike) words.push(segment.toLowerCase());
}

/** Made on first use: it loads dictionaries, which most texts do not need. */
let made: Intl.Segmenter | undefined;
function segmenter(): Intl.Segmenter {
  made ??= new Intl.Segmenter('en', { granularity: 'word' });
  return made;
}
