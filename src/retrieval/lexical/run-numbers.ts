import { wordRuns } from '../analysis/split-words.js';

/**
 * Numbers the runs of texts (see `wordRuns`) from 0 on, as they come. Texts of plain letters, nearly all there are, are
 * read unit by unit and looked up in a hash table over bytes: no string is made for a run that is known.
 */
export class RunNumbers {
  readonly runs: string[] = [];
  readonly #others = new Map<string, number>(); // runs with other letters
  #table = new Int32Array(1 << 16).fill(nothing); // [slots]; number of a run
  #hashes = new Int32Array(1 << 15); // [runs]
  #found = new Uint32Array(256);

  /** The numbers of a text's runs, in order; a view that holds until the next call. */
  read(text: string): Uint32Array {
    const count = this.#readPlain(text);
    if (count !== undefined) return this.#found.subarray(0, count);
    const runs = wordRuns(text);
    this.#reserve(runs.length);
    for (const [i, run] of runs.entries()) this.#found[i] = this.#numberOf(run);
    return this.#found.subarray(0, runs.length);
  }

  /** How many runs were found; `undefined` when the text has other letters, or what may be a version. */
  #readPlain(text: string): number | undefined {
    this.#reserve((text.length >> 1) + 1);
    let count = 0;
    let start = 0;
    let hash = 0;
    for (let i = 0; i <= text.length; i++) {
      const unit = i === text.length ? 0 : text.charCodeAt(i);
      if (unit > 127) return undefined;
      if (isLetterOrDigit[unit] === 1) {
        if (unit <= nine && i > 0 && (text.charCodeAt(i - 1) | 32) === smallV) return undefined;
        hash = Math.imul(hash ^ unit, hashPrime);
        continue;
      }
      if (start < i) this.#found[count++] = this.#lookUp(text, start, i, hash);
      start = i + 1;
      hash = 0;
    }
    return count;
  }

  #numberOf(run: string): number {
    if (isPlain.test(run)) {
      let hash = 0;
      for (let i = 0; i < run.length; i++) hash = Math.imul(hash ^ run.charCodeAt(i), hashPrime);
      return this.#lookUp(run, 0, run.length, hash);
    }
    let number = this.#others.get(run);
    if (number === undefined) {
      number = this.#add(run, 0);
      this.#others.set(run, number);
    }
    return number;
  }

  #lookUp(text: string, start: number, end: number, hash: number): number {
    const mask = this.#table.length - 1;
    for (let slot = mixed(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#table[slot] as number;
      if (number === nothing) return this.#insert(text.slice(start, end), hash, slot);
      if (this.#hashes[number] === hash && isAt(text, start, end, this.runs[number] as string)) return number;
    }
  }

  #insert(run: string, hash: number, slot: number): number {
    const number = this.#add(run, hash);
    this.#table[slot] = number;
    if (number * 2 > this.#table.length) this.#grow();
    return number;
  }

  #add(run: string, hash: number): number {
    const number = this.runs.length;
    this.runs.push(run);
    if (number === this.#hashes.length) {
      const larger = new Int32Array(number * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[number] = hash;
    return number;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 4).fill(nothing);
    const mask = this.#table.length - 1;
    for (const number of old) {
      if (number === nothing) continue;
      let slot = mixed(this.#hashes[number] as number) & mask;
      while (this.#table[slot] !== nothing) slot = (slot + 1) & mask;
      this.#table[slot] = number;
    }
  }

  #reserve(count: number): void {
    if (count > this.#found.length) this.#found = new Uint32Array(count * 2);
  }
}

const nothing = -1;
const hashPrime = 0x01000193;
const nine = '9'.charCodeAt(0);
const smallV = 'v'.charCodeAt(0);
const isPlain = /^[A-Za-z0-9]*$/;
const isLetterOrDigit = Uint8Array.from({ length: 128 }, (_, unit) =>
  isPlain.test(String.fromCharCode(unit)) ? 1 : 0,
);

/** The last bits of a product know little of its first factors. */
function mixed(hash: number): number {
  return hash ^ (hash >>> 15);
}

function isAt(text: string, start: number, end: number, run: string): boolean {
  if (run.length !== end - start) return false;
  for (let i = 0; i < run.length; i++) if (text.charCodeAt(start + i) !== run.charCodeAt(i)) return false;
  return true;
}
