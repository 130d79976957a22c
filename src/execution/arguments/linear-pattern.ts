import { RE2JS } from 're2js';

/** A schema's `pattern`, matched in time linear in the text whatever the pattern. */
export interface LinearPattern {
  test(text: string): boolean;
  /** Counts too large for the engine are left open, so that more texts match than should. */
  readonly relaxed: boolean;
  /** The pattern; equal texts mean equal patterns. */
  toString(): string;
}

const maxPatternLength = 2000;
// The engine needs up to 10 µs a character on the worst patterns, so longer texts would stop the process for seconds.
const maxMatchedLength = 10_000;

/**
 * Compiles a JavaScript pattern for the RE2 engine. Texts over 10,000 characters count as matching.
 *
 * @throws Error when the pattern is malformed, over 2,000 characters or uses what cannot be matched in linear time
 * (look-around, back-references).
 */
export function linearPattern(pattern: string): LinearPattern {
  if (pattern.length > maxPatternLength) throw new Error(`it has over ${maxPatternLength} characters`);
  const countable = withoutLargeCounts(pattern);
  const compiled = RE2JS.compile(RE2JS.translateRegExp(countable));
  return {
    test: text => text.length > maxMatchedLength || compiled.test(text),
    relaxed: countable !== pattern,
    toString: () => pattern,
  };
}

// The engine unrolls repetitions and refuses more than this many.
const maxCount = 1000;
// Escapes and classes are matched too, so that braces in them are passed over.
const count = /\\.|\[(?:\\.|[^\]\\])*\]|\{(?<least>\d+)(?:,(?<most>\d*))?\}/gs;

/** `a{1,2048}` as `a{1,}`, and `a{2048}` as `a{1000,}`. */
function withoutLargeCounts(pattern: string): string {
  return pattern.replace(count, (token, ...rest) => {
    const { least, most } = rest.at(-1) as { least?: string; most?: string };
    if (least === undefined || Math.max(Number(least), Number(most ?? 0)) <= maxCount) return token;
    return `{${Math.min(Number(least), maxCount)},}`;
  });
}
