import type { JsonObject, JsonValue } from '../base/index.js';
import type { Effect } from '../catalog/index.js';
import type { Observation } from '../execution/index.js';
import type { Message, ToolCall, Usage } from '../models/index.js';
import type { Fit } from '../retrieval/index.js';

/** How a run ended. `nothing-fits`: no retrieved API serves the request, which is an answer, not a failure. */
export type RunOutcome = 'answered' | 'gave-up' | 'nothing-fits' | 'budget-spent' | 'failed' | 'interrupted';

/**
 * What happens in a run, in order. These are the single source of truth: the run file is the list of them, and trees,
 * answer files, datasets and reports are made from them.
 *
 * `node` places an event in the tree of steps; ids are small integers, 0 is the root (the request), and a node's parent
 * is given where the node first appears (`model-start`).
 */
export type RunEvent =
  | RunStart
  | { readonly type: 'retrieve-start'; readonly node: number; readonly query: string; readonly k: number }
  | {
      readonly type: 'retrieve-end';
      readonly node: number;
      readonly retriever: string;
      readonly hits: readonly { readonly id: string; readonly name: string; readonly score: number }[];
      /** Whether any of them fits; absent where the retriever cannot tell. */
      readonly fit?: Fit;
    }
  | {
      readonly type: 'model-start';
      readonly node: number;
      readonly parent: number;
      readonly model: string;
      /**
       * What the conversation gained since the parent's reply, so that a long run is not written anew at every step: the
       * whole conversation is the messages and replies along the path from the root.
       */
      readonly messages: readonly Message[];
      readonly tools: readonly string[];
      /** Prompt files that made the messages: name → fingerprint. */
      readonly prompts: Readonly<Record<string, string>>;
    }
  | { readonly type: 'text-delta'; readonly node: number; readonly text: string }
  | {
      readonly type: 'model-end';
      readonly node: number;
      readonly content: string;
      readonly toolCalls: readonly ToolCall[];
      readonly finish: string;
      readonly usage: Usage;
      readonly costUsd?: number;
      readonly warnings: readonly string[];
    }
  | {
      readonly type: 'call-start';
      readonly node: number;
      readonly callId: string;
      /** Absent when the name given matches no API. */
      readonly apiId?: string;
      readonly name: string;
      readonly effect?: Effect;
      /** Parsed arguments, or the text as given when it is not JSON. */
      readonly arguments: JsonValue;
    }
  | {
      readonly type: 'call-end';
      readonly node: number;
      readonly callId: string;
      readonly observation: Observation;
    }
  | {
      readonly type: 'answer';
      readonly node: number;
      readonly text: string;
      /** Where the text comes from: written by the model, the observation unchanged, or our own words. */
      readonly from: 'model' | 'observation' | 'planner';
    }
  | {
      readonly type: 'run-end';
      readonly outcome: RunOutcome;
      readonly reason?: string;
      readonly totals: RunTotals;
    };

export interface RunStart {
  readonly type: 'run-start';
  readonly format: 'capuchin-run';
  readonly version: 1;
  readonly runId: string;
  readonly request: string;
  readonly planner: string;
  readonly options: JsonObject;
  readonly model: string;
  readonly retriever: string;
  readonly seed: number;
  /** Collections searched: name → fingerprint. */
  readonly collections: Readonly<Record<string, string>>;
  readonly capuchin: string;
}

export interface RunTotals {
  readonly modelCalls: number;
  readonly apiCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd?: number;
  readonly elapsedMs: number;
}

/** A line of a run file: an event, its place from 0, and when it happened (milliseconds since the epoch). */
export type RecordedEvent = RunEvent & { readonly seq: number; readonly at: number };
