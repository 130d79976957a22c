import { withoutQuotedTexts } from './quoted-texts.js';

/** A piece of a text. `masked` is as long, its quoted texts made unreadable (see `withoutQuotedTexts`). */
export interface Piece {
  readonly text: string;
  readonly masked: string;
}

/** The piece cut at these places; blanks at the ends are left out, and so are pieces of nothing else. */
export function cutAt({ text, masked }: Piece, places: readonly number[]): Piece[] {
  const edges = [0, ...places, text.length];
  return edges
    .slice(1)
    .flatMap((end, i) => trimmed({ text: text.slice(edges[i], end), masked: masked.slice(edges[i], end) }));
}

export function trimmed({ text, masked }: Piece): Piece[] {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  return start >= end ? [] : [{ text: text.slice(start, end), masked: masked.slice(start, end) }];
}

/** Sentences, lines, items of numbered and bulleted lists and what semicolons divide, in order. */
export function sentences(request: string): Piece[] {
  const whole: Piece = { text: request, masked: withoutQuotedTexts(request) };
  return splitLines(whole).flatMap(splitNumbered).flatMap(splitSentences).flatMap(splitSemicolons);
}

const bullet = /^\s*(?:[-*•–]\s+|\(?(?:\d{1,2}|[a-h])[.)]\s+)/;

function splitLines(piece: Piece): Piece[] {
  const places = Array.from(piece.masked.matchAll(/\n/g), match => match.index);
  return cutAt(piece, places).flatMap(withoutBullet);
}

function withoutBullet(piece: Piece): Piece[] {
  const length = bullet.exec(piece.masked)?.[0].length ?? 0;
  return trimmed({ text: piece.text.slice(length), masked: piece.masked.slice(length) });
}

/** `… 1) this 2) that`: only numbers that count up from one are items. */
function splitNumbered(piece: Piece): Piece[] {
  const places: number[] = [];
  for (const match of piece.masked.matchAll(/(?<=^|[\s:;,])\(?(\d{1,2})[.)]\s/g)) {
    if (Number(match[1]) === places.length + 1) places.push(match.index);
  }
  return places.length < 2 ? [piece] : cutAt(piece, places).flatMap(withoutBullet);
}

function splitSentences(piece: Piece): Piece[] {
  const places = Array.from(segmenter().segment(piece.masked), segment => segment.index).slice(1);
  return cutAt(piece, places);
}

/** Not where a semicolon divides bare names, as in `Paris; Rome; Oslo`. */
function splitSemicolons(piece: Piece): Piece[] {
  const places = Array.from(piece.masked.matchAll(/;\s+(?=[a-z]+\s)/g), match => match.index + 1);
  return cutAt(piece, places);
}

/** Made on first use: it loads rules that most programs never need. */
let made: Intl.Segmenter | undefined;
function segmenter(): Intl.Segmenter {
  made ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  return made;
}
