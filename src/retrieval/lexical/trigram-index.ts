import { type StringList, stringCount } from './string-list.js';

export interface TrigramIndex {
  /**
   * Strings that may lie within so many edits of a word: they are about as long, and share as many of its trigrams as
   * that leaves, one at the least. Short words of which an edit leaves none are missed.
   */
  sharing(word: string, edits: number): number[];
}

/**
 * Which strings of a list have which three bytes in a row; the start and the end count as a byte of their own. Trigrams
 * have 2¹⁵ places between them, so a string may seem to share more of them than it does.
 */
export function trigramIndex(strings: StringList): TrigramIndex {
  const { starts, owners } = ownersByPlace(strings);
  const shared = new Uint8Array(stringCount(strings)); // all zero between calls

  /** Adds one to `shared` for each string with a trigram of this place; gives those that had none before. */
  function count(place: number): number[] {
    const first: number[] = [];
    for (let i = starts[place] as number; i < (starts[place + 1] as number); i++) {
      const owner = owners[i] as number;
      if (i > (starts[place] as number) && owners[i - 1] === owner) continue; // it has the trigram twice
      if (shared[owner] === 0) first.push(owner);
      (shared[owner] as number) += 1;
    }
    return first;
  }

  return {
    sharing(word, edits) {
      const bytes = Buffer.from(word);
      const wanted = new Set<number>();
      eachTrigram(bytes, 0, bytes.length, place => wanted.add(place));
      const touched = [...wanted].flatMap(count);
      // Replacing a byte changes three trigrams, swapping two changes four.
      const needed = Math.max(1, wanted.size - 4 * edits);
      const isAlike = (owner: number) =>
        (shared[owner] as number) >= needed && Math.abs(lengthAt(strings, owner) - bytes.length) <= 4 * edits;
      const found = touched.filter(isAlike);
      for (const owner of touched) shared[owner] = 0;
      return found;
    },
  };
}

const places = 1 << 15;

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
