import { settledCategory } from './newer-characters.js';

/** The settings of a `BertNormalizer`, named as in `tokenizer.json`. */
export interface BertNormalizer {
  readonly clean_text: boolean;
  readonly handle_chinese_chars: boolean;
  /** `null`: as `lowercase`. */
  readonly strip_accents: boolean | null;
  readonly lowercase: boolean;
}

const removed = new RegExp(
  `[\\0\\ufffd]|(?![\\t\\n\\r])\\p{Cc}|\\p{Co}|${settledCategory('\\p{Cf}', 'format').source}`,
  'gu',
);
const marks = settledCategory('\\p{Mn}', 'marks');
const space = /\p{White_Space}/gu;
/** As the original lists them, gap included. */
const ideograph =
  /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu;
const separators = new RegExp(
  `\\p{White_Space}+|([!-/:-@[-\`{-~\\u166d\\u{111c9}]|${settledCategory('\\p{P}', 'punctuation').source})`,
  'gu',
);
const plain = /^[\x20-\x7e\t\n\r]*$/;

/**
 * The text as BERT's vocabularies know it: control characters gone, white space as spaces, ideographs apart, accents and
 * upper case gone. Character for character what `tokenizers` makes.
 *
 * Source: BERT's `BasicTokenizer`; Hugging Face `tokenizers`, `BertNormalizer`.
 */
export function normaliseBert(text: string, settings: BertNormalizer): string {
  const { clean_text, handle_chinese_chars, lowercase, strip_accents } = settings;
  if (plain.test(text)) {
    const spaced = clean_text ? text.replace(/[\t\n\r]/g, ' ') : text;
    return lowercase ? spaced.toLowerCase() : spaced;
  }
  let normal = text;
  if (clean_text) normal = normal.replace(removed, '').replace(space, ' ');
  if (handle_chinese_chars) normal = normal.replace(ideograph, ' $& ');
  if (strip_accents ?? lowercase) normal = normal.normalize('NFD').replace(marks, '');
  return lowercase ? lowerCased(normal) : normal;
}

/** Each character for itself: as a whole, a text would get another form of the sigma at the end of a word. */
function lowerCased(text: string): string {
  if (!text.includes('Σ')) return text.toLowerCase();
  return Array.from(text, character => character.toLowerCase()).join('');
}

/** The words of a normalised text: split at white space, every punctuation mark a word of its own. */
export function splitBertWords(normal: string): string[] {
  const words: string[] = [];
  let start = 0;
  for (const match of normal.matchAll(separators)) {
    if (match.index > start) words.push(normal.slice(start, match.index));
    if (match[1] !== undefined) words.push(match[1]);
    start = match.index + match[0].length;
  }
  if (start < normal.length) words.push(normal.slice(start));
  return words;
}
