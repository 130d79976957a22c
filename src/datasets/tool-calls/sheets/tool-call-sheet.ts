import type { Callable } from '../../../catalog/index.js';
import type { ToolDialogueTurn } from '../../../models/index.js';

/**
 * Functions as a model sees them, and what was asked with them at hand: examples that share one prompt, so that they can
 * be learned from together.
 */
export interface ToolCallSheet {
  readonly id: string;
  /** Name of the pool. */
  readonly source: string;
  /** In the order shown. Names and documents may have been varied. */
  readonly functions: readonly Callable[];
  /** For each function the id it has in its pool. */
  readonly functionIds: readonly string[];
  /** For each function who offers it. */
  readonly providers: readonly string[];
  readonly examples: readonly ToolCallExample[];
  /** How many examples were left out because they need what the signatures do not show. */
  readonly unshown: number;
}

export interface ToolCallExample {
  readonly id: string;
  readonly kind: ExampleKind;
  /** Ids of the functions that are called, in the order of the calls. */
  readonly called: readonly string[];
  /** A request, then replies and observations by turns; the last is a reply. Replies are what is learned. */
  readonly turns: readonly ToolDialogueTurn[];
}

export const exampleKinds = ['call', 'calls', 'open', 'none', 'follow-up'] as const;
/**
 * `call`: one call. `calls`: several at once. `open`: a call of which the request leaves required arguments open. `none`:
 * nothing that was found fits. `follow-up`: observations are seen, and the next call or an answer follows.
 */
export type ExampleKind = (typeof exampleKinds)[number];
