import { expect, it } from 'vitest';
import type { ToolSpec } from '../../../chat-model.js';
import { firstChoice } from './first-choice.js';

const tool = (name: string, relevance?: number): ToolSpec => ({
  name,
  description: '',
  parameters: { type: 'object' },
  ...(relevance === undefined ? {} : { relevance }),
});

/** Gives each name the log-probability in the table, spread over its letters. */
const engineThatLikes = (liked: Readonly<Record<string, number>>) => ({
  tokenize: (text: string) => [...text].map(letter => letter.codePointAt(0) as number),
  logprobs: async (_where: unknown, _prompt: unknown, tokens: readonly number[]) => {
    const total = liked[String.fromCodePoint(...tokens)] ?? -99;
    return tokens.map(() => total / tokens.length);
  },
});

it.each([
  ['the model where the retriever finds both alike', { a: -2, b: -1 }, [tool('a', 5), tool('b', 5)], 'b'],
  ['the retriever where the model hardly cares', { a: -1.1, b: -1 }, [tool('a', 5), tool('b', 3)], 'a'],
  ['the model where it is sure', { a: -6, b: -0.1 }, [tool('a', 5), tool('b', 3)], 'b'],
  ['the first of equals', { a: -1, b: -1 }, [tool('a', 5), tool('b', 5)], 'a'],
  ['nobody where a tool has no relevance', { a: -1, b: -2 }, [tool('a', 5), tool('b')], undefined],
  ['nobody where there is one tool', { a: -1 }, [tool('a', 5)], undefined],
])('follows %s', async (_what, liked, tools, chosen) => {
  expect(await firstChoice(engineThatLikes(liked), [1], tools)).toBe(chosen);
});
