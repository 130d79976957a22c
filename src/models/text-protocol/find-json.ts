import { jsonrepair } from 'jsonrepair';
import type { JsonValue } from '../../base/index.js';

export interface FoundJson {
  /** Where it stands in the text: from `start` up to, not including, `end`. */
  readonly start: number;
  readonly end: number;
  readonly value: JsonValue;
  /** The text was not quite JSON. */
  readonly repaired: boolean;
  /** The text ends before the value does and more than its last bracket is missing. */
  readonly incomplete: boolean;
}

/** Longer values are taken as they are or not at all; no call is this long. */
const maxRepairLength = 100_000;
/** Hostile text can hold an opening bracket at every place, and each costs a look at all that follows. */
const maxFailures = 100;

/**
 * The JSON objects and arrays in a text, outermost only, in order. Objects in broken JSON are repaired where they can be;
 * numbers, words and strings alone do not count.
 */
export function* findJson(text: string): Generator<FoundJson> {
  let failures = 0;
  for (let at = nextOpening(text, 0); at >= 0 && failures < maxFailures; ) {
    const { end, open } = closing(text, at);
    const piece = text.slice(at, end);
    const strict = open === 0 ? parsed(piece) : undefined;
    const value = strict ?? (text[at] === '{' ? repaired(piece) : undefined);
    if (value === undefined) {
      failures += 1;
      at = nextOpening(text, at + 1);
      continue;
    }
    const lastBracketOnly = open <= 1 && /[}\]]\s*$/.test(piece);
    const incomplete = open > 0 && end === text.length && !lastBracketOnly;
    yield { start: at, end, value, repaired: strict === undefined, incomplete };
    at = nextOpening(text, end);
  }
}

function nextOpening(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '{' || text[i] === '[') return i;
  return -1;
}

/**
 * The end of the value that opens at `start`, and how many strings and brackets are still open there: 0 unless the text,
 * a tag or a code fence ends first.
 */
function closing(text: string, start: number): { end: number; open: number } {
  let open = 0;
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (quoted) {
      if (character === '\\') i += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') open += 1;
    else if (character === '}' || character === ']') {
      open -= 1;
      if (open === 0) return { end: i + 1, open };
    } else if (text.startsWith('</', i) || text.startsWith('```', i)) return { end: i, open };
  }
  // Inside a string the value that the string is in is missing too, however few brackets are.
  return { end: text.length, open: quoted ? open + 1 : open };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined; // not JSON is an answer here, not a failure
  }
}

function repaired(text: string): JsonValue | undefined {
  if (text.length > maxRepairLength) return undefined;
  try {
    const mended = JSON.parse(jsonrepair(text)) as JsonValue;
    return typeof mended === 'object' && mended !== null ? mended : undefined;
  } catch {
    return undefined; // beyond repair: prose with a bracket in it
  }
}
