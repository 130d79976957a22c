/**
 * Words of identifiers, paths and sentences, lower-cased. `camelCase`, `snake_case` and `kebab-case` are taken apart, and
 * a camel-cased word is also given whole (`YouTube` → `you`, `tube`, `youtube`), because people write it either way.
 * Letters of every script are kept; scripts written without spaces are divided by dictionary. Accents are dropped, and so
 * are versions (`v2`, `v1.1`, `v1beta1`), which tell no two things apart, and what is too long for a word.
 */
export function splitWords(text: string): string[] {
  return wordRuns(text).flatMap(wordsOfRun);
}

/** The pieces of a text that are read on their own: the words of each depend on it alone, so they may be remembered. */
export function wordRuns(text: string): readonly string[] {
  const plain = text.includes('v') || text.includes('V') ? text.replace(versions, ' ') : text;
  if (isAscii.test(plain)) return plain.match(/[A-Za-z0-9]+/g) ?? [];
  const folded = plain
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
  return folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

export function wordsOfRun(run: string): string[] {
  if (isWithoutSpaces.test(run)) return segmentsOf(run);
  if (run.length > maxCharacters) return [];
  const lower = run.toLowerCase();
  if (lower === run || !upperCase.test(run.slice(1))) return [lower];
  const parts = run.split(humps);
  return parts.length === 1 ? [lower] : [...parts.map(part => part.toLowerCase()), lower];
}

/** Base64 and the like; no word that anyone types. */
const maxCharacters = 64;
/** Not within a word, and not before letters: `ipv4`, `v2ray` and `mp3v` are names. */
const versions = /(?<![\p{L}\p{N}])v\d{1,4}(?:[._]\d+){0,3}(?:(?:alpha|beta|rc|preview)\d{0,3})?(?![\p{L}\p{N}])/giu;
const isAscii = /^[\0-\x7f]*$/;
const isWithoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const upperCase = /\p{Lu}/u;
/**
 * Between a small letter or digit and a capital, and before the last capital of several that starts a word. The `s` of
 * `userIDs` starts none.
 */
const humps = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}(?!s(?:\p{Lu}|$))\p{Ll})/u;

function segmentsOf(run: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter().segment(run)) if (isWordLike) words.push(segment.toLowerCase());
  return words;
}

/** Made on first use: it loads dictionaries, which most texts do not need. */
let made: Intl.Segmenter | undefined;
function segmenter(): Intl.Segmenter {
  made ??= new Intl.Segmenter('en', { granularity: 'word' });
  return made;
}
