import { codeWords } from './code-words.js';
import { numbersIn, type SaidNumbers } from './numbers-in.js';
import { isTime, saysTime } from './said-times.js';
import { abbreviates, areAlike, plain, plainWords, shortens } from './word-likeness.js';

/** A text that values may come from, read once. */
export interface ShownText {
  readonly text: string;
  readonly plain: string;
  readonly words: readonly string[];
  readonly numbers: SaidNumbers;
  readonly saysTime: boolean;
  /** False where no common English word stands in it: then a value may be a translation, which nobody here can tell. */
  readonly isEnglish: boolean;
}

export function shownText(text: string): ShownText {
  return new TextRead(text);
}

/** Each part is read when it is first asked for: of most texts few are. */
class TextRead implements ShownText {
  #plain?: string;
  #words?: readonly string[];
  #numbers?: SaidNumbers;
  #saysTime?: boolean;
  #isEnglish?: boolean;

  constructor(readonly text: string) {}

  get plain(): string {
    this.#plain ??= squeezed(this.text);
    return this.#plain;
  }

  get words(): readonly string[] {
    this.#words ??= plainWords(this.text);
    return this.#words;
  }

  get numbers(): SaidNumbers {
    this.#numbers ??= numbersIn(this.text);
    return this.#numbers;
  }

  get saysTime(): boolean {
    this.#saysTime ??= saysTime(this.text);
    return this.#saysTime;
  }

  get isEnglish(): boolean {
    this.#isEnglish ??= isEnglishText(this.text, this.words);
    return this.#isEnglish;
  }
}

function isEnglishText(text: string, words: readonly string[]): boolean {
  if (words.some(word => commonEnglish.has(word))) return true;
  // Hardly a word in them: nothing to tell by, and little that a value could be a translation of.
  return words.length < 6 && !/[^\p{Script=Latin}\P{L}]|[\u0080-\u024f]/u.test(text);
}

/** Those that other languages do not write as well. */
const commonEnglish = new Set(
  'the of to is are for with and my what how please from by it this that which who when where can you your show find get tell want need make give send book much many into about between does did has have will would could should there some any our its'.split(
    ' ',
  ),
);

export function isCommonEnglish(word: string): boolean {
  return commonEnglish.has(word);
}

/** Whether a text holds a value as it stands, but for case, accents and punctuation. */
export function holds(shown: ShownText, value: string): boolean {
  if (shown.text.includes(value)) return true;
  const wanted = squeezed(value);
  if (wanted !== '' && shown.plain.includes(wanted)) return true;
  const joined = wanted.replaceAll(' ', '');
  if (joined.length >= shortestJoined && shown.plain.replaceAll(' ', '').includes(joined)) return true;
  return /^-?\d+(?:\.\d+)?$/.test(value) && shown.numbers.digits.includes(Number(value));
}

/** Of a value that may stand in a text with other separators: `978-0-385`, 9780385. */
const shortestJoined = 6;

function squeezed(text: string): string {
  return plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Whether a value says in other words what a text says: most of its words stand there, with other endings or slips of the
 * hand, or it is the code, the abbreviation or the written form of something there. Rather too often than too seldom.
 */
export function rewords(shown: ShownText, value: string): boolean {
  if (isTime(value)) return shown.saysTime;
  const words = plainWords(value).filter(word => !carriers.has(word));
  // Signs alone (a separator, a pattern) are hardly ever said in signs.
  if (words.length === 0) return value.trim() !== '';
  if (isIdentifier(value)) return saysParts(shown, value, words);
  if (!shown.isEnglish) return true;
  const known = words.filter(word => isSaid(word, shown)).length;
  // Of a longer text much is the writer's own: an e-mail, a search.
  const needed = words.length > 4 ? words.length / 4 : words.length / 2;
  return known >= needed || isCodeOf(value, shown) || shown.words.some(word => abbreviates(word, words));
}

/** Numbers, addresses and the like: nobody translates or rewords them. */
function isIdentifier(value: string): boolean {
  return /[\d@]/.test(value) && !/\s/.test(value.trim());
}

/** Their numbers tell them apart; those that have none are told by their words. */
function saysParts(shown: ShownText, value: string, words: readonly string[]): boolean {
  const numbers = value.match(/\d+/g) ?? [];
  if (numbers.length > 0) return numbers.every(number => isSaid(number, shown));
  return 2 * words.filter(word => isSaid(word, shown)).length >= words.length;
}

/** Parts of values that requests leave out. */
const carriers = new Set('the a an of and or to in at on for by with https http www com org net s'.split(' '));

function isSaid(word: string, { words, numbers }: ShownText): boolean {
  if (/^\d+$/.test(word)) {
    const number = Number(word);
    return words.includes(word) || numbers.digits.includes(number) || numbers.words.includes(number);
  }
  return words.some(
    each =>
      areAlike(word, each) || (word.length >= 4 && each.length >= 4 && (each.includes(word) || word.includes(each))),
  );
}

function isCodeOf(value: string, { text, words }: ShownText): boolean {
  const code = plain(value).replace(/[^\p{L}]/gu, '');
  if (code.length > 5) return words.some(word => codeWords(word).some(name => plain(value).includes(plain(name))));
  if (words.some(word => shortens(code, word)) || abbreviates(code, words)) return true;
  return codeWords(value.trim()).some(name => text.includes(name) || words.some(word => areAlike(plain(name), word)));
}
