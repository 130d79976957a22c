import type { Api } from '../../catalog/index.js';
import { apiFields } from '../analysis/api-fields.js';
import { termsOfRun } from '../analysis/api-terms.js';
import { type FieldName, fieldCount, fieldNames } from '../analysis/field-names.js';
import { GrowingArray } from '../bm25/growing-array.js';
import { lengthCode } from './length-code.js';
import { toolKey } from './lexical-segment.js';
import { addOne } from './packed-counts.js';
import { remembering } from './remembering.js';
import { RunNumbers } from './run-numbers.js';

/** What a segment knows of a document besides its terms. */
export interface DocumentFacts {
  readonly id: string;
  /** See `toolKey`. */
  readonly tool: string;
  readonly provider: string;
  readonly category: string;
  /** The document of the collection's source that it was read from. */
  readonly source: string;
}

/** Two texts in three have been read before, nearly always a few APIs ago: those of one tool share many. */
const mostRemembered = 2_000;

/** Documents in the order they came, each with its terms: what a segment is assembled from. */
export class CollectedDocuments {
  readonly facts: DocumentFacts[] = [];
  readonly fieldLengths = new GrowingArray(); // [documents × fields], coded
  readonly starts = new GrowingArray(); // of a document in `terms` and `counts`
  readonly terms = new GrowingArray();
  readonly counts = new GrowingArray(); // packed
  readonly #termNumbers = new Map<string, number>();
  readonly #runs = new RunNumbers();
  readonly #runTerms: (readonly number[])[] = []; // by number of the run
  /** By term number; all zero between documents. */
  #counting = new Uint32Array(1024);

  termList(): string[] {
    return [...this.#termNumbers.keys()];
  }

  add(api: Api, source: string): void {
    const lengths = new Array<number>(fieldCount).fill(0);
    const present: number[] = [];
    for (const { name, text } of apiFields(api)) {
      const field = fieldNumbers[name];
      (lengths[field] as number) += this.#count(text, field, present);
    }
    const { id, provider, category } = api;
    this.begin({ id, tool: toolKey(api), provider, category, source }, lengths.map(lengthCode));
    for (const term of present) {
      this.terms.push(term);
      this.counts.push(this.#counting[term] as number);
      this.#counting[term] = 0;
    }
  }

  /** What is pushed to `terms` and `counts` from here on is this document's. */
  begin(facts: DocumentFacts, lengthCodes: Iterable<number>): void {
    this.facts.push(facts);
    for (const code of lengthCodes) this.fieldLengths.push(code);
    this.starts.push(this.terms.length);
  }

  termNumber(term: string): number {
    let number = this.#termNumbers.get(term);
    if (number === undefined) {
      number = this.#termNumbers.size;
      this.#termNumbers.set(term, number);
    }
    return number;
  }

  /** Counts the terms of a text, adds the new ones to those present, and gives how many there were. */
  #count(text: string, field: number, present: number[]): number {
    const terms = this.#termsOfText(text);
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number;
      const count = this.#counting[term] as number;
      if (count === 0) present.push(term);
      this.#counting[term] = addOne(count, field);
    }
    return terms.length;
  }

  readonly #termsOfText = remembering((text: string): readonly number[] => {
    const all: number[] = [];
    for (const run of this.#runs.read(text)) {
      for (const term of this.#runTerms[run] ?? this.#termsOf(run)) all.push(term);
    }
    return all;
  }, mostRemembered);

  #termsOf(run: number): readonly number[] {
    const terms = termsOfRun(this.#runs.runs[run] as string).map(term => this.termNumber(term));
    while (this.#termNumbers.size > this.#counting.length) {
      const larger = new Uint32Array(this.#counting.length * 2);
      larger.set(this.#counting);
      this.#counting = larger;
    }
    this.#runTerms[run] = terms;
    return terms;
  }
}

const fieldNumbers = Object.fromEntries(fieldNames.map((name, i) => [name, i])) as Readonly<Record<FieldName, number>>;
