import { gallop } from './gallop.js';
import { type StringList, stringCount } from './string-list.js';

export interface TrigramIndex {
  /**
   * Strings that may lie within so many edits of a word, the first letter not among them: they begin alike, are about as
   * long, and share as many trigrams as that leaves, two at the least. Of short words, some that an edit changes in the
   * middle are missed.
   */
  sharing(word: string, edits: number): number[];
}

/**
 * Which strings of a sorted list have which three bytes in a row; the start and the end count as a byte of their own.
 * Trigrams have 2¹⁵ places between them, so a string may seem to share more of them than it does.
 */
export function trigramIndex(strings: StringList): TrigramIndex {
  const { starts, owners } = ownersByPlace(strings);
  const shared = new Uint8Array(stringCount(strings)); // all zero between calls

  /** Adds one to `shared` for each string in the range that has a trigram of this place. */
  function count(place: number, from: number, before: number): void {
    const end = starts[place + 1] as number;
    for (let i = gallop(owners, starts[place] as number, end, from), last = -1; i < end; i++) {
      const owner = owners[i] as number;
      if (owner >= before) return;
      if (owner !== last) (shared[owner] as number) += 1; // once, where it has the trigram twice
      last = owner;
    }
  }

  return {
    sharing(word, edits) {
      const bytes = Buffer.from(word);
      const wanted = new Set<number>();
      eachTrigram(bytes, 0, bytes.length, place => wanted.add(place));
      // Strings that begin alike stand together.
      const from = firstFrom(strings, bytes[0] ?? 0);
      const before = firstFrom(strings, (bytes[0] ?? 0) + 1);
      for (const place of wanted) count(place, from, before);
      const maxDifference = isPlain.test(word) ? edits : 4 * edits; // letters beyond ASCII have two to four bytes
      const needed = Math.max(2, wanted.size - 3 * edits); // an edit changes three trigrams
      const found: number[] = [];
      for (let owner = from; owner < before; owner++) {
        if ((shared[owner] as number) < needed) continue;
        if (Math.abs(lengthAt(strings, owner) - bytes.length) <= maxDifference) found.push(owner);
      }
      shared.fill(0, from, before);
      return found;
    },
  };
}

/** The first string that begins with this byte or a later one. */
function firstFrom(strings: StringList, byte: number): number {
  let low = 0;
  let high = stringCount(strings);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isEmpty = lengthAt(strings, middle) === 0;
    if (isEmpty || (strings.bytes[strings.starts[middle] as number] as number) < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

const places = 1 << 15;
const isPlain = /^[\0-\x7f]*$/;

/** By a counting sort: the strings with a trigram of place `p` are `owners[starts[p] .. starts[p + 1])`, ascending. */
function ownersByPlace(strings: StringList) {
  const everyTrigram = (take: (place: number, owner: number) => void) => {
    for (let owner = 0; owner < stringCount(strings); owner++) {
      const start = strings.starts[owner] as number;
      eachTrigram(strings.bytes, start, start + lengthAt(strings, owner), place => take(place, owner));
    }
  };
  const starts = new Uint32Array(places + 1);
  everyTrigram(place => {
    (starts[place + 1] as number) += 1;
  });
  for (let place = 0; place < places; place++) (starts[place + 1] as number) += starts[place] as number;
  const next = starts.slice();
  const owners = new Uint32Array(starts[places] as number);
  everyTrigram((place, owner) => {
    owners[next[place] as number] = owner;
    (next[place] as number) += 1;
  });
  return { starts, owners };
}

function eachTrigram(bytes: Uint8Array, start: number, end: number, take: (place: number) => void): void {
  for (let i = start; i < end; i++) {
    const before = i === start ? 0 : (bytes[i - 1] as number);
    const after = i + 1 === end ? 0 : (bytes[i + 1] as number);
    take(placeOf(before, bytes[i] as number, after));
  }
}

function placeOf(a: number, b: number, c: number): number {
  return Math.imul((a << 16) | (b << 8) | c, 0x9e3779b1) >>> 17;
}

function lengthAt({ starts }: StringList, index: number): number {
  return (starts[index + 1] as number) - (starts[index] as number);
}
