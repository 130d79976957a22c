import type { ObservationLimits } from '../observations/observation-text.js';

/** How a query is worked on. Plain data, kept in the run file. */
export interface ToolBenchSettings extends ObservationLimits {
  /** See `parseMethod`. */
  readonly method: string;
  /** One of `modelAdapters`. */
  readonly adapter: string;
  /** One of `shortenings`. */
  readonly compress: string;
  /** How many APIs are offered where the query names none. */
  readonly k: number;
  /** Tree nodes on a way at the most: a turn has up to three. */
  readonly maxDepth: number;
  /** Replies of the model at the most, in a tree; the last is not used. */
  readonly maxCalls: number;
  /** Functions as ToolBench prints them, faults included. */
  readonly asPublished: boolean;
  readonly temperature: number;
  readonly seed: number;
  /** Of a reply of the model. */
  readonly maxTokens: number;
}

export const toolBenchDefaults: ToolBenchSettings = {
  method: 'DFS_woFilter_w2',
  adapter: 'functions',
  compress: 'truncate',
  maxCharacters: 1_024,
  maxReplyCharacters: 2_048,
  k: 5,
  maxDepth: 12,
  maxCalls: 200,
  asPublished: false,
  temperature: 0,
  seed: 0,
  maxTokens: 1_024,
};
