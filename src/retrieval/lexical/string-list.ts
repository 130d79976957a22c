/** Strings one after the other as UTF-8; string `i` is `bytes[starts[i] .. starts[i + 1])`. */
export interface StringList {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array; // [strings + 1]
}

export function packStrings(strings: readonly string[]): StringList {
  const parts = strings.map(each => Buffer.from(each));
  const starts = new Uint32Array(parts.length + 1);
  for (const [i, part] of parts.entries()) starts[i + 1] = (starts[i] as number) + part.length;
  return { bytes: Buffer.concat(parts), starts };
}

export function stringCount({ starts }: StringList): number {
  return starts.length - 1;
}

export function stringAt({ bytes, starts }: StringList, index: number): string {
  return utf8Decoder.decode(bytes.subarray(starts[index], starts[index + 1]));
}

export function allStrings(list: StringList): string[] {
  return Array.from({ length: stringCount(list) }, (_, i) => stringAt(list, i));
}

/** The order in which `indexOfString` finds strings: that of their UTF-8 bytes. */
export function sortStrings(strings: Iterable<string>): string[] {
  const list = [...strings];
  // The order of UTF-16 units, which is the faster one, differs for surrogates alone.
  if (!list.some(each => surrogate.test(each))) return list.sort();
  return list.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** The place of a string in a list sorted by `sortStrings`; −1 when it is not there. Binary search over the bytes. */
export function indexOfString(list: StringList, wanted: string): number {
  const bytes = utf8Encoder.encode(wanted);
  let low = 0;
  let high = stringCount(list);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareAt(list, middle, bytes);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}

const utf8Decoder = new TextDecoder();
const utf8Encoder = new TextEncoder();
const surrogate = /[\ud800-\udfff]/;

function compareAt({ bytes, starts }: StringList, index: number, wanted: Uint8Array): number {
  const start = starts[index] as number;
  const length = (starts[index + 1] as number) - start;
  const shared = Math.min(length, wanted.length);
  for (let i = 0; i < shared; i++) {
    const difference = (bytes[start + i] as number) - (wanted[i] as number);
    if (difference !== 0) return difference;
  }
  return length - wanted.length;
}
