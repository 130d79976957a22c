import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Text: letter case, counting, comparing, similarity, readability, slugs, wrapping, sorting.';

const text = { type: 'string', maxLength: 100_000, description: 'The text.' };
const shortText = { type: 'string', maxLength: 2000 };

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'change_case',
    description:
      'Changes the case of text: upper case, lower case, title case, camelCase, snake_case, kebab-case and others.',
    parameters: parameters({
      text: { ...text, maxLength: 20_000 },
      case: {
        type: 'string',
        enum: ['upper', 'lower', 'title', 'sentence', 'camel', 'pascal', 'snake', 'kebab', 'constant', 'dot'],
        description: 'The case wanted.',
      },
    }),
    examples: [
      {
        request: 'Turn "the quick brown fox" into camel case',
        arguments: { text: 'the quick brown fox', case: 'camel' },
        returns: 'theQuickBrownFox',
      },
      { arguments: { text: "it's a dog's life", case: 'title' }, returns: "It's A Dog's Life" },
      { arguments: { text: 'userFirstName', case: 'snake' }, returns: 'user_first_name' },
    ],
    run: async ({ text: given, case: wanted }: { text: string; case: string }) => {
      const { inCase } = await import('./text/letter-case.js');
      return inCase(given, wanted);
    },
  },
  {
    name: 'count_words',
    description:
      'Counts the words, characters, sentences, lines and paragraphs of a text, and the minutes it takes to read.',
    parameters: parameters({ text }),
    examples: [
      {
        request: 'How many words are in "To be, or not to be. That is the question."?',
        arguments: { text: 'To be, or not to be. That is the question.' },
        returns: {
          words: 10,
          characters: 42,
          characters_without_spaces: 33,
          sentences: 2,
          lines: 1,
          paragraphs: 1,
          reading_minutes: 0.05,
        },
      },
    ],
    run: async ({ text: given }: { text: string }) => {
      const { countText } = await import('./text/counts.js');
      return { ...countText(given) };
    },
  },
  {
    name: 'word_frequency',
    description: 'Lists the most frequent words of a text with how often each occurs.',
    parameters: parameters({
      text,
      limit: { type: 'integer', minimum: 1, maximum: 500, default: 10, description: 'How many words to list.' },
    }),
    examples: [
      {
        request: 'Which words come up most in "a rose is a rose is a rose"?',
        arguments: { text: 'a rose is a rose is a rose', limit: 2 },
        returns: [
          { word: 'a', count: 3 },
          { word: 'rose', count: 3 },
        ],
      },
    ],
    run: async ({ text: given, limit }: { text: string; limit: number }) => {
      const { wordFrequency } = await import('./text/counts.js');
      return wordFrequency(given).slice(0, limit);
    },
  },
  {
    name: 'compare_texts',
    description: 'Shows the differences between two texts or versions, line by line, as a unified diff.',
    parameters: parameters({
      before: { type: 'string', maxLength: 50_000, description: 'The first text.' },
      after: { type: 'string', maxLength: 50_000, description: 'The second text.' },
    }),
    examples: [
      {
        request: 'What changed between these two shopping lists: "milk\nbread" and "milk\neggs"?',
        arguments: { before: 'milk\nbread\n', after: 'milk\neggs\n' },
        returns: '@@ -1,2 +1,2 @@\n milk\n-bread\n+eggs\n',
      },
      { arguments: { before: 'same', after: 'same' }, returns: '' },
    ],
    run: async ({ before, after }: { before: string; after: string }) => {
      const { unifiedDiff } = await import('./text/difference.js');
      return unifiedDiff(before, after);
    },
  },
  {
    name: 'text_similarity',
    description:
      'Measures how alike two words or short texts are: edit distance (Levenshtein), Jaro-Winkler and shared letter pairs.',
    parameters: parameters({
      a: { ...shortText, description: 'The first text.' },
      b: { ...shortText, description: 'The second text.' },
    }),
    examples: [
      {
        request: 'How many letters do I have to change to get from kitten to sitting?',
        arguments: { a: 'kitten', b: 'sitting' },
        returns: { edit_distance: 3, edit_similarity: 0.5714, jaro_winkler: 0.746, letter_pairs: 0.3636 },
      },
      {
        arguments: { a: 'MARTHA', b: 'MARHTA' },
        returns: { edit_distance: 2, edit_similarity: 0.6667, jaro_winkler: 0.9611, letter_pairs: 0.4 },
      },
    ],
    run: async ({ a, b }: { a: string; b: string }) => {
      const { similarity } = await import('./text/similarity.js');
      return { ...similarity(a, b) };
    },
  },
  {
    name: 'readability',
    description: 'Rates how hard an English text is to read: Flesch reading ease and Flesch-Kincaid school grade.',
    parameters: parameters({ text }),
    examples: [
      {
        request: 'How easy to read is "The cat sat on the mat."?',
        arguments: { text: 'The cat sat on the mat.' },
        returns: { reading_ease: 116.1, school_grade: -1.4, words: 6, sentences: 1, syllables: 6 },
      },
    ],
    run: async ({ text: given }: { text: string }) => {
      const { readability } = await import('./text/readability.js');
      return { ...readability(given) };
    },
  },
  {
    name: 'slugify_text',
    description:
      'Makes a slug from a title: lower-case ASCII words joined by hyphens, for web addresses and file names.',
    parameters: parameters({ text: { ...shortText, description: 'The title.' } }),
    examples: [
      {
        request: 'make a url slug from "Crème Brûlée & Other Desserts!"',
        arguments: { text: 'Crème Brûlée & Other Desserts!' },
        returns: 'creme-brulee-and-other-desserts',
      },
    ],
    run: async ({ text: given }: { text: string }) => {
      const { default: slugify } = await import('@sindresorhus/slugify');
      return slugify(given);
    },
  },
  {
    name: 'wrap_text',
    description: 'Breaks text into lines of at most a number of characters, between words.',
    parameters: parameters({
      text,
      width: { type: 'integer', minimum: 1, maximum: 1000, default: 80, description: 'Most characters in a line.' },
    }),
    examples: [
      {
        request: 'Wrap "a long sentence about nothing" at 12 characters',
        arguments: { text: 'a long sentence about nothing', width: 12 },
        returns: 'a long\nsentence\nabout\nnothing',
      },
    ],
    run: ({ text: given, width }: { text: string; width: number }) =>
      given
        .split('\n')
        .map(line => wrapLine(line, width))
        .join('\n'),
  },
  {
    name: 'sort_lines',
    description: 'Sorts the lines of a text alphabetically or by number, and can remove duplicate lines.',
    parameters: parameters({
      text,
      order: { type: 'string', enum: ['ascending', 'descending'], default: 'ascending', description: 'Direction.' },
      numeric: { type: 'boolean', default: false, description: 'Whether digits inside lines are compared as numbers.' },
      unique: { type: 'boolean', default: false, description: 'Whether to keep only one of equal lines.' },
    }),
    examples: [
      {
        request: 'Put these names in alphabetical order without repeats: Zoe, Adam, Zoe, Ben',
        arguments: { text: 'Zoe\nAdam\nZoe\nBen', unique: true },
        returns: 'Adam\nBen\nZoe',
      },
      { arguments: { text: 'file10\nfile9', numeric: true }, returns: 'file9\nfile10' },
    ],
    run: ({ text: given, order, numeric, unique }: SortLines) => {
      const collator = new Intl.Collator('en', { numeric });
      const lines = unique ? [...new Set(given.split('\n'))] : given.split('\n');
      const sorted = lines.sort(collator.compare);
      return (order === 'descending' ? sorted.reverse() : sorted).join('\n');
    },
  },
  {
    name: 'repeat_text',
    description: 'Repeats a text a number of times, with something between the copies.',
    parameters: parameters({
      text: { ...shortText, description: 'The text to repeat.' },
      times: { type: 'integer', minimum: 0, maximum: 1000, description: 'How often.' },
      separator: { type: 'string', maxLength: 100, default: '', description: 'What goes between.' },
    }),
    examples: [
      {
        request: 'say ho three times with spaces',
        arguments: { text: 'ho', times: 3, separator: ' ' },
        returns: 'ho ho ho',
      },
    ],
    run: ({ text: given, times, separator }: { text: string; times: number; separator: string }) => {
      if ((given.length + separator.length) * times > 200_000)
        throw new Error('the result would be over 200000 characters');
      return Array.from({ length: times }, () => given).join(separator);
    },
  },
  {
    name: 'reverse_text',
    description: 'Writes a text backwards and says whether it is a palindrome.',
    parameters: parameters({ text: { ...text, maxLength: 20_000 } }),
    examples: [
      {
        request: 'Is "A man, a plan, a canal: Panama" a palindrome?',
        arguments: { text: 'A man, a plan, a canal: Panama' },
        returns: { reversed: 'amanaP :lanac a ,nalp a ,nam A', palindrome: true },
      },
    ],
    run: async ({ text: given }: { text: string }) => {
      const { segmentsOf } = await import('./text/segments.js');
      const letters = given.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? [];
      const characters: string[] = [];
      for (const { segment } of segmentsOf(given, 'grapheme')) characters.push(segment);
      return {
        reversed: characters.reverse().join(''),
        palindrome: letters.length > 0 && letters.join('') === letters.toReversed().join(''),
      };
    },
  },
]);

interface SortLines {
  readonly text: string;
  readonly order: 'ascending' | 'descending';
  readonly numeric: boolean;
  readonly unique: boolean;
}

/** Words longer than a line stand alone on theirs. */
function wrapLine(line: string, width: number): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/[ \t]+/)) {
    if (current === '') current = word;
    else if (current.length + 1 + word.length <= width) current += ` ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current].join('\n');
}
