/**
 * The `k` best of the documents offered, by score, equal scores by the order `isBefore` gives, by default that of their
 * numbers. A heap of `k` with the worst on top: memory does not grow with what is offered.
 */
export class TopDocuments {
  readonly #scores: Float64Array;
  readonly #documents: Uint32Array;
  #size = 0;
  /** What a score must reach to be kept: 0 until `k` are. */
  bar = 0;

  constructor(
    readonly k: number,
    readonly isBefore: (document: number, other: number) => boolean = (document, other) => document < other,
  ) {
    this.#scores = new Float64Array(k);
    this.#documents = new Uint32Array(k);
  }

  /** Scores must be positive. */
  offer(document: number, score: number): void {
    if (this.k === 0 || score < this.bar) return;
    if (this.#size < this.k) {
      this.#size += 1;
      this.#rise(this.#size - 1, document, score);
    } else if (this.#isWorse(0, document, score)) {
      this.#sink(document, score);
    }
    if (this.#size === this.k) this.bar = this.#scores[0] as number;
  }

  /** Best first. Empties the heap. */
  take(): { readonly document: number; readonly score: number }[] {
    this.bar = 0;
    const worstFirst: { document: number; score: number }[] = [];
    while (this.#size > 0) {
      worstFirst.push({ document: this.#documents[0] as number, score: this.#scores[0] as number });
      this.#size -= 1;
      if (this.#size > 0) this.#sink(this.#documents[this.#size] as number, this.#scores[this.#size] as number);
    }
    return worstFirst.reverse();
  }

  #isWorse(i: number, document: number, score: number): boolean {
    const other = this.#scores[i] as number;
    return other < score || (other === score && this.isBefore(document, this.#documents[i] as number));
  }

  #rise(hole: number, document: number, score: number): void {
    let at = hole;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#isWorse(parent, document, score)) break;
      this.#put(at, this.#documents[parent] as number, this.#scores[parent] as number);
      at = parent;
    }
    this.#put(at, document, score);
  }

  /** Puts a document in the place of the worst. */
  #sink(document: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      const right = child + 1;
      if (right < this.#size && this.#isWorse(right, this.#documents[child] as number, this.#scores[child] as number)) {
        child = right;
      }
      if (!this.#isWorse(child, document, score)) break;
      this.#put(at, this.#documents[child] as number, this.#scores[child] as number);
      at = child;
    }
    this.#put(at, document, score);
  }

  #put(i: number, document: number, score: number): void {
    this.#documents[i] = document;
    this.#scores[i] = score;
  }
}
