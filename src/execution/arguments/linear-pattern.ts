import { RE2JS } from 're2js';

/** A schema's `pattern`, matched in time linear in the text whatever the pattern. */
export interface LinearPattern {
  test(text: string): boolean;
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
 * (look-around, back-references, counts over 1,000).
 */
export function linearPattern(pattern: string): LinearPattern {
  if (pattern.length > maxPatternLength) throw new Error(`it has over ${maxPatternLength} characters`);
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
  return {
    test: text => text.length > maxMatchedLength || compiled.test(text),
    toString: () => pattern,
  };
}
