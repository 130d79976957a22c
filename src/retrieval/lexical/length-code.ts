/**
 * The length of a text in words, in one byte: exact below 64, then in steps of a sixteenth of an octave (4.4 %), to a
 * quarter of a million.
 */
export function lengthCode(words: number): number {
  if (words < exactBelow) return words;
  return Math.min(255, exactBelow + Math.round(stepsPerOctave * Math.log2(words / exactBelow)));
}

/** The length that a code stands for. */
export function lengthOf(code: number): number {
  return lengths[code] as number;
}

const exactBelow = 64;
const stepsPerOctave = 16;
const lengths = Float64Array.from({ length: 256 }, (_, code) =>
  code < exactBelow ? code : exactBelow * 2 ** ((code - exactBelow) / stepsPerOctave),
);
