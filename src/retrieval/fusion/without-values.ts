/**
 * A request without the values in it, numbers and quoted texts: they are for the call and say nothing about which API is
 * meant, but as rare words they would outweigh those that do. A request that is all values is given as it is.
 *
 * Example: `convert 12.5 miles to km, label "My Trip"` → `convert miles to km, label`.
 */
export function withoutValues(request: string): string {
  const rest = request
    .replace(quoted, ' ')
    .replace(numbers, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:?!])/g, '')
    .trim();
  return /\p{L}{3}.*\p{L}{3}/su.test(rest) ? rest : request;
}

const quoted = /"[^"\n]{1,400}"|“[^”\n]{1,400}”|(?<![\p{L}\p{N}])'[^'\n]{1,400}'(?![\p{L}\p{N}])|`[^`\n]{1,400}`/gu;
/** Digits with what belongs to them, not digits within a word (`mp3`, `s3`). */
const numbers = /(?<![\p{L}\p{N}_])[-+]?\d[\d.,:/%-]*(?![\p{L}\p{N}_])/gu;
