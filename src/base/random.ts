import { createHash, randomUUID } from 'node:crypto';
import { CapuchinError } from './errors.js';

export interface Random {
  /** A number in [0, 1) with 53 random bits. */
  next(): number;
  /** A whole number in [0, below). */
  integer(below: number): number;
  /** @throws CapuchinError `nothing-to-pick` when there are no items. */
  pick<T>(items: readonly T[]): T;
  /** The items in a new order; every order is equally likely (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/** The same sequence for the same seed, on every machine. `7` and `'7'` are different seeds. */
export function seededRandom(seed: number | string): Random {
  const nextWord = xoshiro128(
    createHash('sha256')
      .update(`${typeof seed}:${seed}`)
      .digest(),
  );
  const next = () => {
    const high = nextWord() >>> 5; // 27 bits
    const low = nextWord() >>> 6; // 26 bits
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
  const integer = (below: number) => {
    if (!Number.isSafeInteger(below) || below < 1) {
      throw new CapuchinError('nothing-to-pick', `a whole number below ${below} does not exist`);
    }
    return Math.floor(next() * below);
  };
  return {
    next,
    integer,
    pick: <T>(items: readonly T[]) => items[integer(items.length)] as T,
    shuffle<T>(items: readonly T[]) {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
      }
      return shuffled;
    },
  };
}

/** A different sequence each time: for spreading load, never for results. */
export function unseededRandom(): Random {
  return seededRandom(randomUUID());
}

/**
 * 32-bit words of xoshiro128** 1.1.
 *
 * Source: Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4). The first sixteen
 * bytes of `state` are the state words, little-endian; not all of them may be zero.
 */
export function xoshiro128(state: Buffer): () => number {
  let a = state.readUInt32LE(0);
  let b = state.readUInt32LE(4);
  let c = state.readUInt32LE(8);
  let d = state.readUInt32LE(12);
  return () => {
    const word = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return word;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
