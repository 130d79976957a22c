/**
 * A text in pieces that joined give it again, none longer than `longest` UTF-16 units, cut after a sentence where one ends
 * in the piece, else after a space, else anywhere between characters.
 */
export function* pieces(text: string, longest: number): Generator<string> {
  let at = 0;
  while (text.length - at > longest) {
    const piece = text.slice(at, at + longest);
    const end = lastEnd(piece, /[.!?…。！？]\s|\n/g) ?? lastEnd(piece, /\s/g) ?? wholeCharacters(piece);
    yield piece.slice(0, end);
    at += end;
  }
  if (at < text.length) yield text.slice(at);
}

function lastEnd(piece: string, mark: RegExp): number | undefined {
  let end: number | undefined;
  for (const found of piece.matchAll(mark)) end = found.index + found[0].length;
  return end;
}

function wholeCharacters(piece: string): number {
  return /[\ud800-\udbff]$/.test(piece) ? piece.length - 1 : piece.length;
}

/**
 * Segments of a text: graphemes, words or sentences, as Unicode divides them. The text is handed to the segmenter in
 * pieces, because every segment it gives carries a copy of the whole text it was given.
 */
export function* segmentsOf(text: string, granularity: 'grapheme' | 'word' | 'sentence'): Generator<Intl.SegmentData> {
  const segmenter = new Intl.Segmenter('en', { granularity });
  for (const piece of pieces(text, 1000)) yield* segmenter.segment(piece);
}
