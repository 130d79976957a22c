/** A vocabulary of whole words and of pieces that continue one. */
export interface WordPieceVocabulary {
  readonly ids: ReadonlyMap<string, number>;
  /** Stands before pieces that do not begin a word; mostly `##`. */
  readonly continuation: string;
  /** Of words that cannot be made from pieces. */
  readonly unknownId: number;
  /** Longer words are unknown, in characters. */
  readonly maxWordLength: number;
}

const mostKnown = 50_000;
const longestKnown = 30;

/** Splits words into pieces: always the longest there is, from left to right. */
export class WordPiece {
  readonly #longestPiece: number;
  /** The same words come again and again. */
  readonly #known = new Map<string, readonly number[]>();

  constructor(readonly vocabulary: WordPieceVocabulary) {
    let longest = 0;
    for (const piece of vocabulary.ids.keys()) longest = Math.max(longest, piece.length);
    this.#longestPiece = longest;
  }

  /**
   * The ids of a word's pieces; the unknown id alone when what remains at any point begins with no piece.
   *
   * Example: un, ##aff, ##able are pieces and ##affa is not: "unaffable" → un ##aff ##able.
   * Source: Wu et al. 2016, section 4.1, as BERT uses it; Hugging Face `tokenizers`, `WordPiece`.
   */
  encode(word: string): readonly number[] {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const pieces = this.#pieces(word) ?? [this.vocabulary.unknownId];
    if (this.#known.size >= mostKnown) this.#known.clear();
    if (word.length <= longestKnown) this.#known.set(word, pieces);
    return pieces;
  }

  #pieces(word: string): number[] | undefined {
    const { ids, continuation, maxWordLength } = this.vocabulary;
    if (word.length > maxWordLength && [...word].length > maxWordLength) return undefined;
    const pieces: number[] = [];
    for (let start = 0; start < word.length; ) {
      const prefix = start === 0 ? '' : continuation;
      let end = Math.min(word.length, start + this.#longestPiece - prefix.length);
      let id: number | undefined;
      for (; end > start; end--) {
        id = ids.get(prefix + word.slice(start, end));
        if (id !== undefined) break;
      }
      if (id === undefined) return undefined;
      pieces.push(id);
      start = end;
    }
    return pieces;
  }
}
