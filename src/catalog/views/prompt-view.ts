import { signature } from '../signature.js';
import { fullView } from './full-view.js';
import { tokenBound } from './token-bound.js';
import type { Viewed } from './viewed.js';

/** Tokens that a view has at most, by its size. */
export const promptViewTokens = { signature: 40, short: 150, full: 2_000 } as const;

export type PromptViewSize = keyof typeof promptViewTokens;

/**
 * An API as text for a model: `signature` and `short` on one line, `full` on several. Whatever is left out is marked
 * with `…`; the name never is. Depends on nothing but the API.
 */
export function promptView(api: Viewed, size: PromptViewSize): string {
  const maxTokens = promptViewTokens[size];
  return size === 'full'
    ? fullView(api, { maxTokens, countTokens: tokenBound })
    : signature(api, { maxTokens, countTokens: tokenBound });
}
