import type { Block } from './blocks.js';

export interface SplitOptions {
  /** A passage that has this many words ends where a block ends. */
  readonly minWords?: number;
  /** Prose is divided so that no passage has more. */
  readonly maxWords?: number;
  /** Words of the passage before that are said again, in whole sentences, where a section is divided. */
  readonly overlapWords?: number;
  /** Code is kept whole up to here, and divided between lines beyond it. */
  readonly maxCodeWords?: number;
}

export interface SplitPassage {
  readonly headings: readonly string[];
  readonly text: string;
}

/**
 * Divides blocks into passages. A passage never reaches into another section, so that its headings say what it is about;
 * sections are divided between blocks where that is possible, else between sentences, else between words.
 */
export function splitPassages(blocks: Iterable<Block>, options: SplitOptions = {}): SplitPassage[] {
  const { minWords = 120, maxWords = 220, overlapWords = 30, maxCodeWords = 400 } = options;
  const passages: SplitPassage[] = [];
  let parts: Part[] = [];
  let words = 0;
  let hasNew = false; // whether there is more than what the passage before said already

  const add = (part: Part) => {
    parts.push(part);
    words += countWords(part.text);
    hasNew = true;
  };
  const end = (): string => {
    const [first] = parts;
    const text = parts
      .map((part, i) => (i === 0 ? part.text : `${part.continues ? '\n' : '\n\n'}${part.text}`))
      .join('');
    const last = parts.at(-1);
    if (first !== undefined && hasNew) passages.push({ headings: first.headings, text });
    parts = [];
    words = 0;
    hasNew = false;
    return last === undefined || last.isCode ? '' : lastSentences(last.text, overlapWords);
  };
  const endWithin = (next: Part) => {
    const said = end();
    if (said === '' || next.isCode) return;
    parts = [{ ...next, text: said, continues: false }];
    words = countWords(said);
  };

  let section = '';
  for (const block of blocks) {
    const here = block.headings.join('\n');
    if (here !== section) end();
    section = here;
    const room = maxWords - overlapWords;
    for (const part of block.isCode ? dividedCode(block, maxCodeWords) : dividedProse(block, room)) {
      const more = countWords(part.text);
      if (hasNew && (words >= minWords || words + more > maxWords)) endWithin(part);
      if (!hasNew && words + more > maxWords) parts = []; // what was said before would not fit
      if (parts.length === 0) words = 0;
      add(part);
    }
  }
  end();
  return passages;
}

interface Part extends Block {
  /** Of the same block as the part before. */
  readonly continues: boolean;
}

/** Words as people count them; of scripts without spaces every character is one, of data without them every forty. */
export function countWords(text: string): number {
  return text.match(word)?.length ?? 0;
}

const withoutSpaces = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const longestWord = 40;
const word = new RegExp(`[${withoutSpaces}]|[^\\s${withoutSpaces}]{1,${longestWord}}`, 'gu');
/** Behind the space or line end that follows a sentence, so that the parts joined again are the text. */
const sentenceEnd = /(?<=[.!?:;]["')\]]? )|(?<=\n)|(?<=[。！？])/u;

function dividedProse(block: Block, maxWords: number): Part[] {
  if (countWords(block.text) <= maxWords) return [{ ...block, continues: false }];
  const sentences = block.text.split(sentenceEnd).flatMap(each => dividedSentence(each, maxWords));
  return gathered(sentences, maxWords).map((text, i) => ({ ...block, text, continues: i > 0 }));
}

/** A sentence is divided between words only when it alone is too long. */
function dividedSentence(sentence: string, maxWords: number): string[] {
  if (countWords(sentence) <= maxWords) return [sentence];
  return gathered(sentence.split(/(?<=[ \t])/).flatMap(dividedWord), maxWords);
}

/** A run without spaces, such as data or Chinese, in pieces. */
function dividedWord(run: string): string[] {
  return run.match(longPiece) ?? [];
}

const longPiece = new RegExp(`[^]{1,${longestWord}}`, 'gu');

function dividedCode(block: Block, maxWords: number): Part[] {
  if (countWords(block.text) <= maxWords) return [{ ...block, continues: false }];
  const lines = block.text.split('\n');
  const opening = /^\s*(`{3,}|~{3,})/.exec(lines[0] ?? '');
  const inner = opening === null ? lines : lines.slice(1, lines.at(-1)?.trim() === opening[1] ? -1 : undefined);
  const pieces = gathered(
    inner.flatMap(line => dividedSentence(`${line}\n`, maxWords)),
    maxWords,
  );
  const fenced = (text: string) => (opening === null ? text : `${lines[0]}\n${text}\n${opening[1]}`);
  return pieces.map(text => ({ ...block, text: fenced(text), continues: false }));
}

/** Neighbours joined as long as they have at most `maxWords` together. */
function gathered(pieces: readonly string[], maxWords: number): string[] {
  const whole: string[][] = [];
  let words = maxWords;
  for (const piece of pieces) {
    const more = countWords(piece);
    if (words + more > maxWords || whole.length === 0) {
      whole.push([]);
      words = 0;
    }
    whole.at(-1)?.push(piece);
    words += more;
  }
  return whole.map(each => each.join('').trimEnd()).filter(text => text !== '');
}

/** The whole sentences at the end of a text that have at most `maxWords` words together; may be none. */
function lastSentences(text: string, maxWords: number): string {
  const kept: string[] = [];
  let words = 0;
  for (const sentence of text.split(sentenceEnd).reverse()) {
    words += countWords(sentence);
    if (words > maxWords) break;
    kept.unshift(sentence);
  }
  return kept.join('').trim();
}
