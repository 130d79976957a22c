import type { ChatTurn } from '../../../tool-prompt/tool-turn-text.js';
import type { Token } from '../binding.js';

/** What makes tokens of text. */
export interface Tokenizer {
  /** Text as text: words that look like control tokens stay words. */
  tokenize(text: string): readonly Token[];
  /** One control token by its name, such as `<|im_start|>`. */
  control(name: string): readonly Token[];
}

/**
 * The tokens of a dialogue up to where the model writes on: those that it was trained with. Text stands between the marks
 * of turns and is never read as one.
 */
export function dialogueTokens(tokenizer: Tokenizer, turns: readonly ChatTurn[]): Token[] {
  const start = tokenizer.control('<|im_start|>');
  const end = [...tokenizer.control('<|im_end|>'), ...tokenizer.tokenize('\n')];
  const closed = turns.flatMap(({ role, text }) => [...start, ...tokenizer.tokenize(`${role}\n${text}`), ...end]);
  return [...closed, ...start, ...tokenizer.tokenize('assistant\n')];
}
