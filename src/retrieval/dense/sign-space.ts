import { seededRandom } from '../../base/index.js';

/** Components are turned among each other in blocks of this length. */
const block = 128;
/** Part of what a file of vectors holds: other numbers would make other signs. */
const seed = 1;

/**
 * Where signs tell the most of a vector: with the mean of all documents taken away, and turned so that every direction has
 * its share in every component. Vectors of a text's words lie around their mean, and their first components hold more than
 * the last: the signs of such components as they are would all be alike, or tell nothing.
 *
 * The rotation changes signs and places at random, always the same, and then takes the Walsh-Hadamard transform of each
 * block, which costs additions alone.
 *
 * Source: Ailon & Chazelle 2009, "The Fast Johnson-Lindenstrauss Transform"; Charikar 2002, section 3, for the signs.
 */
export class SignSpace {
  /** 32-bit words that the signs of a vector take: in fours. */
  readonly words: number;
  readonly #places: Uint32Array; // [dimensions], where each component goes
  readonly #flips: Int8Array; // [dimensions], 1 or -1
  readonly #turned: Float32Array; // [dimensions, in whole blocks]

  constructor(dimensions: number) {
    const length = Math.ceil(dimensions / block) * block;
    this.words = signWords(dimensions);
    const random = seededRandom(seed);
    this.#places = Uint32Array.from(random.shuffle(Array.from({ length }, (_, place) => place)).slice(0, dimensions));
    this.#flips = Int8Array.from({ length: dimensions }, () => (random.next() < 0.5 ? 1 : -1));
    this.#turned = new Float32Array(length);
  }

  /** Bit `i % 32` of word `i / 32` is set where component `i` of `vector · scale - centre`, turned, is above 0. */
  signs(vector: ArrayLike<number>, scale: number, centre: Float32Array): Uint32Array {
    const turned = this.#turned.fill(0);
    for (let i = 0; i < centre.length; i++) {
      const component = (vector[i] as number) * scale - (centre[i] as number);
      turned[this.#places[i] as number] = component * (this.#flips[i] as number);
    }
    for (let start = 0; start < turned.length; start += block) transform(turned.subarray(start, start + block));
    const words = new Uint32Array(this.words);
    for (let i = 0; i < turned.length; i++) {
      if ((turned[i] as number) > 0) words[i >>> 5] = (words[i >>> 5] as number) | (1 << (i & 31));
    }
    return words;
  }
}

export function signWords(dimensions: number): number {
  return (Math.ceil(dimensions / block) * block) / 32;
}

/** The Walsh-Hadamard transform, in place and without a factor; the length is a power of two. */
function transform(values: Float32Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let start = 0; start < values.length; start += 2 * half) {
      for (let i = start; i < start + half; i++) {
        const [a, b] = [values[i] as number, values[i + half] as number];
        values[i] = a + b;
        values[i + half] = a - b;
      }
    }
  }
}
