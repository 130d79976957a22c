const maxCharacters = 200;

/** The headings that a reader stands under, while going through a text. */
export class HeadingPath {
  readonly #under: readonly string[];
  readonly #entered: { readonly level: number; readonly text: string }[] = [];

  /** `under`: headings that the whole text stands under. */
  constructor(under: readonly string[] = []) {
    this.#under = under;
  }

  /** From the outermost; a heading of the same or a higher level ends those before it. */
  texts(): readonly string[] {
    return [...this.#under, ...this.#entered.map(each => each.text)];
  }

  /** `level` 1 is the outermost. Texts often begin with their own title, which is not said twice. */
  enter(level: number, given: string): void {
    while ((this.#entered.at(-1)?.level ?? 0) >= level) this.#entered.pop();
    const text = given.replace(/\s+/g, ' ').trim().slice(0, maxCharacters);
    const isTitle = this.#entered.length === 0 && text === this.#under.at(-1);
    if (text !== '' && !isTitle) this.#entered.push({ level, text });
  }
}
