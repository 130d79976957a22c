import { shortHash } from '../../base/index.js';
import type { TermCounts } from '../backends/count-terms.js';

interface Posting {
  readonly apis: number[];
  readonly frequencies: number[];
  readonly lengths: number[];
}

/** The postings of some documents, gathered by term. */
export class PostingBlock {
  readonly #postings = new Map<string, Posting>();
  wordCount = 0;

  /** `api` is the document's number. */
  add(api: number, counts: TermCounts): void {
    let length = 0;
    for (const count of counts.values()) length += count;
    this.wordCount += length;
    for (const [term, count] of counts) {
      const key = storedTerm(term);
      const posting = this.#postings.get(key) ?? { apis: [], frequencies: [], lengths: [] };
      this.#postings.set(key, posting);
      posting.apis.push(api);
      posting.frequencies.push(count);
      posting.lengths.push(length);
    }
  }

  /** Rows as parallel arrays, `size` rows at a time: term, number of documents, and the three arrays as Postgres writes them. */
  *rows(size: number): Generator<readonly [string[], number[], string[], string[], string[]]> {
    const all = [...this.#postings];
    for (let start = 0; start < all.length; start += size) {
      const part = all.slice(start, start + size);
      const column = (name: keyof Posting) => part.map(([, posting]) => `{${posting[name].join(',')}}`);
      const sizes = part.map(([, posting]) => posting.apis.length);
      yield [part.map(([term]) => term), sizes, column('apis'), column('frequencies'), column('lengths')];
    }
  }
}

/** What stands for a term in the table: itself, or a hash where it is longer than an index entry should be. */
export function storedTerm(term: string): string {
  return term.length <= 64 ? term : shortHash(term);
}
