import { syllable } from 'syllable';
import { sentenceCount, wordsOf } from './counts.js';

export interface Readability {
  /** About 100 is very easy, 60 plain English, 30 and less very hard. To one decimal. */
  readonly reading_ease: number;
  /** Years of school in the United States. To one decimal. */
  readonly school_grade: number;
  readonly words: number;
  readonly sentences: number;
  readonly syllables: number;
}

/** Flesch reading ease (1948) and Flesch–Kincaid grade level (1975) of an English text. */
export function readability(text: string): Readability {
  const words = wordsOf(text);
  const sentences = sentenceCount(text);
  if (words.length === 0) throw new Error('the text has no words');
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word.slice(0, 100))), 0);
  const wordsPerSentence = words.length / sentences;
  const syllablesPerWord = syllables / words.length;
  return {
    reading_ease: rounded(206.835 - 1.015 * wordsPerSentence - 84.6 * syllablesPerWord),
    school_grade: rounded(0.39 * wordsPerSentence + 11.8 * syllablesPerWord - 15.59),
    words: words.length,
    sentences,
    syllables,
  };
}

function rounded(score: number): number {
  return Math.round(score * 10) / 10;
}
