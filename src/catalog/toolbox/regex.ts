import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Regular expressions that always end in time: find, replace, split.';

const text = { type: 'string', maxLength: 100_000, description: 'The text to search.' };
const pattern = {
  type: 'string',
  minLength: 1,
  maxLength: 1000,
  description: 'The regular expression, in RE2 syntax (no lookaround, no back references).',
};
const ignoreCase = { type: 'boolean', default: false, description: 'Whether capital and small letters are the same.' };

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'find_matches',
    description: 'Finds all matches of a regular expression (regex) in a text, with their positions and groups.',
    parameters: parameters({
      text,
      pattern,
      ignore_case: ignoreCase,
      limit: { type: 'integer', minimum: 1, maximum: 1000, default: 100, description: 'Most matches to give.' },
    }),
    examples: [
      {
        request: 'Pull the years out of "born 1815, died 1852"',
        arguments: { text: 'born 1815, died 1852', pattern: '\\d{4}' },
        returns: [
          { match: '1815', position: 5, groups: [] },
          { match: '1852', position: 16, groups: [] },
        ],
      },
      {
        arguments: { text: 'a=1', pattern: '(\\w)=(\\d)(x)?' },
        returns: [{ match: 'a=1', position: 0, groups: ['a', '1', null] }],
      },
    ],
    run: async (args: Search & { limit: number }) => {
      const { findMatches } = await import('./regex/regular-expression.js');
      return findMatches(args.pattern, args.ignore_case, args.text, args.limit);
    },
  },
  {
    name: 'replace_matches',
    description:
      'Replaces what a regular expression (regex) matches in a text; $1 in the replacement is the first group.',
    parameters: parameters({
      text,
      pattern,
      replacement: { type: 'string', maxLength: 1000, description: 'What to put instead; $1, $2 … are groups.' },
      ignore_case: ignoreCase,
    }),
    examples: [
      {
        request: 'Swap first and last name in "Ada Lovelace" using a regex',
        arguments: { text: 'Ada Lovelace', pattern: '(\\w+) (\\w+)', replacement: '$2, $1' },
        returns: 'Lovelace, Ada',
      },
    ],
    run: async (args: Search & { replacement: string }) => {
      const { replaceMatches } = await import('./regex/regular-expression.js');
      return replaceMatches(args.pattern, args.ignore_case, args.text, args.replacement);
    },
  },
  {
    name: 'split_text',
    description: 'Splits a text into parts wherever a regular expression (regex) matches.',
    parameters: parameters({ text, pattern, ignore_case: ignoreCase }),
    examples: [
      {
        request: 'Split "one, two;three" at commas and semicolons',
        arguments: { text: 'one, two;three', pattern: '[,;]\\s*' },
        returns: ['one', 'two', 'three'],
      },
    ],
    run: async (args: Search) => {
      const { splitText } = await import('./regex/regular-expression.js');
      return splitText(args.pattern, args.ignore_case, args.text);
    },
  },
  {
    name: 'extract_addresses',
    description: 'Pulls the e-mail addresses, web links (URLs) and phone numbers out of a text.',
    parameters: parameters({ text }),
    examples: [
      {
        request: 'Which emails are in "write to ann@example.com or bob@example.org, see https://example.com/a?b=1."',
        arguments: {
          text: 'write to ann@example.com or bob@example.org, see https://example.com/a?b=1. Tel +49 30 123456',
        },
        returns: {
          emails: ['ann@example.com', 'bob@example.org'],
          links: ['https://example.com/a?b=1'],
          phones: ['+49 30 123456'],
        },
      },
    ],
    run: async ({ text: given }: { text: string }) => {
      const { extractAddresses } = await import('./regex/regular-expression.js');
      return extractAddresses(given);
    },
  },
]);

interface Search {
  readonly text: string;
  readonly pattern: string;
  readonly ignore_case: boolean;
}
