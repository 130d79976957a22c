import { type Stated, stated } from './origin.js';
import { byteUnit, countUnit, rounded } from './quantity.js';

const counts =
  /(\d[\d.,]*)[\s-]?(k|m|b|bn|thousand|million|billion)[\s-]+(?:trainable |total |model |backbone )?param(?:eter)?s?\b/gi;
/** A count that is of another model, of a part, of several models, or not exact. */
const notItsOwn =
  /\b(?:than\b|original|teacher|outputs? of|supervision|leverag\w+|ranging|from \d|\d\w* to \d|between|variants?|sizes|series|backbone|embedding|compared|about|around|approximately|roughly|nearly|up to)|[~<>]/i;

/**
 * How many parameters a description says that the model it describes has. Only from a sentence that gives one count, plainly;
 * not from brackets, comparisons, ranges, estimates or what is said of another model it was made with.
 */
export function statedParameters(text: string, field: string): Stated<number> | undefined {
  const all = [...text.slice(0, 20_000).matchAll(counts)];
  const [only] = all;
  if (only === undefined || all.length > 1) return undefined;
  const sentence = sentenceAt(text, only.index);
  if (notItsOwn.test(sentence) || isInBrackets(text, only.index)) return undefined;
  const times = countUnit(only[2] ?? '');
  const value = Number((only[1] ?? '').replaceAll(',', ''));
  return times === undefined || !Number.isFinite(value) || value <= 0
    ? undefined
    : stated(rounded(value * times), field, sentence);
}

const sizes =
  /(?:\b(?:model|download|file|checkpoint|weights?)(?: size)?(?: is| are| of|:)? ?(\d[\d.]*) ?(kb|mb|gb|mib|gib)\b|\b(\d[\d.]*) ?(kb|mb|gb|mib|gib) (?:model|checkpoint|download|in size)\b)/gi;

/** How many bytes a description says that the model or its download has. */
export function statedBytes(text: string, field: string): Stated<number> | undefined {
  const all = [...text.slice(0, 20_000).matchAll(sizes)];
  const [only] = all;
  if (only === undefined || all.length > 1) return undefined;
  const sentence = sentenceAt(text, only.index);
  const times = byteUnit(only[2] ?? only[4] ?? '');
  const value = Number(only[1] ?? only[3]);
  if (notItsOwn.test(sentence) || times === undefined || !Number.isFinite(value) || value <= 0) return undefined;
  return stated(rounded(value * times), field, sentence);
}

/** The sentence around a place; a full stop in a number or a name does not end it. */
export function sentenceAt(text: string, index: number): string {
  const start = Math.max(
    0,
    ...[...text.slice(0, index).matchAll(/[.!?;\n](?=\s|$)|\n/g)].map(match => match.index + 1),
  );
  const end = /[.!?;](?=\s|$)|\n/.exec(text.slice(index));
  return text.slice(start, end === null ? undefined : index + end.index + 1).trim();
}

function isInBrackets(text: string, index: number): boolean {
  const before = text.slice(0, index);
  return before.lastIndexOf('(') > before.lastIndexOf(')');
}
