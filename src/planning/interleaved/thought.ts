/** Longer sentences are no queries. */
const maxCharacters = 500;

/**
 * The first sentence of a thought that none of those before is, as a query; marks of lists and labels are no part of it.
 * Undefined when there is none, and when the thought is that nothing is needed.
 *
 * Source: IRCoT, of whose reasoning only the first new sentence is kept.
 */
export function firstNewSentence(text: string, before: readonly string[]): string | undefined {
  const known = new Set(before.map(plain));
  for (const line of text.split('\n')) {
    for (const { segment } of segmenter().segment(line.replace(label, ''))) {
      const sentence = segment.replace(label, '').trim().slice(0, maxCharacters);
      if (!/\p{L}/u.test(sentence) || known.has(plain(sentence))) continue;
      return /^(?:nothing|none)\W*$/i.test(sentence) ? undefined : sentence;
    }
  }
  return undefined;
}

/** Whether a reply says that a function is missing, in place of an answer. */
export function saysNeed(text: string): boolean {
  return /^[\s*_#>-]*need\b[\s*_]*:/i.test(text);
}

const label = /^[\s*_#>-]*(?:(?:need|thought|step \d{1,3})\b[\s*_]*:[\s*_]*)?/i;

function plain(sentence: string): string {
  return sentence
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

let made: Intl.Segmenter | undefined;

function segmenter(): Intl.Segmenter {
  made ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  return made;
}
