import { segmentsOf } from './segments.js';

/** Words of a text in any script, as Unicode divides them. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmentsOf(text, 'word')) if (isWordLike === true) words.push(segment);
  return words;
}

export function sentenceCount(text: string): number {
  let count = 0;
  for (const { segment } of segmentsOf(text, 'sentence')) if (segment.trim() !== '') count += 1;
  return count;
}

export interface TextCounts {
  readonly words: number;
  /** As people count them: an accented letter or an emoji is one. */
  readonly characters: number;
  readonly characters_without_spaces: number;
  readonly sentences: number;
  readonly lines: number;
  readonly paragraphs: number;
  /** At 200 words a minute, to two decimals. */
  readonly reading_minutes: number;
}

export function countText(text: string): TextCounts {
  let characters = 0;
  let spaces = 0;
  for (const { segment } of segmentsOf(text, 'grapheme')) {
    characters += 1;
    if (segment.trim() === '') spaces += 1;
  }
  const words = wordsOf(text).length;
  return {
    words,
    characters,
    characters_without_spaces: characters - spaces,
    sentences: sentenceCount(text),
    lines: text === '' ? 0 : text.split(/\r?\n/).length,
    paragraphs: text.split(/\r?\n[ \t]*\r?\n/).filter(paragraph => paragraph.trim() !== '').length,
    reading_minutes: Math.round(words / 2) / 100,
  };
}

/** Words in lower case with their counts, most frequent first, equals in alphabetical order. */
export function wordFrequency(text: string): { word: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text.toLowerCase())) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
}
