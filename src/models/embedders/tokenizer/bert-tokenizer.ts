import { type BertNormalizer, normaliseBert, splitBertWords } from './bert-words.js';
import { WordPiece, type WordPieceVocabulary } from './word-piece.js';

export interface BertTokenizerOptions {
  readonly vocabulary: WordPieceVocabulary;
  readonly normalizer: BertNormalizer;
  /** Words such as `[MASK]` that are one token wherever they stand, found before anything else is done to a text. */
  readonly added: ReadonlyMap<string, number>;
}

/** Texts to the token ids of a BERT vocabulary, without the tokens that frame a text. */
export class BertTokenizer {
  readonly #wordPiece: WordPiece;
  readonly #added: RegExp | undefined;

  constructor(readonly options: BertTokenizerOptions) {
    this.#wordPiece = new WordPiece(options.vocabulary);
    const longestFirst = [...options.added.keys()].sort((a, b) => b.length - a.length);
    this.#added = longestFirst.length === 0 ? undefined : new RegExp(`(${longestFirst.map(escaped).join('|')})`, 'u');
  }

  encode(text: string): number[] {
    const ids: number[] = [];
    const parts = this.#added === undefined ? [text] : text.split(this.#added);
    for (const [place, part] of parts.entries()) {
      // Every second part is what the text was split at.
      if (place % 2 === 1) ids.push(this.options.added.get(part) as number);
      else this.#encodePlain(part, ids);
    }
    return ids;
  }

  #encodePlain(text: string, ids: number[]): void {
    for (const word of splitBertWords(normaliseBert(text, this.options.normalizer)))
      ids.push(...this.#wordPiece.encode(word));
  }
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
