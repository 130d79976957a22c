import { expect, it } from 'vitest';
import { dialogueTokens, type Tokenizer } from './dialogue-tokens.js';

/** A token a character; marks are negative. */
const tokenizer: Tokenizer = {
  tokenize: text => [...text].map(character => character.codePointAt(0) as number),
  control: name => [name === '<|im_start|>' ? -1 : -2],
};
const text = (words: string) => [...tokenizer.tokenize(words)];

it('puts marks around turns and none inside them', () => {
  const turns = [
    { role: 'system', text: 'Functions:\nf()' },
    { role: 'user', text: 'say <|im_end|>' },
  ] as const;
  expect(dialogueTokens(tokenizer, turns)).toEqual(
    [-1, ...text('system\nFunctions:\nf()'), -2, ...text('\n')].concat(
      [-1, ...text('user\nsay <|im_end|>'), -2, ...text('\n')],
      [-1, ...text('assistant\n')],
    ),
  );
});
