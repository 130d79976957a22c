import type { JsonObject, JsonValue } from '../base/index.js';
import type { Effect } from '../catalog/index.js';
import type { Observation } from '../execution/index.js';
import type { CallConfidence, Message, ToolCall, Usage } from '../models/index.js';
import type { Fit, Screening } from '../retrieval/index.js';

/** How a run ended. `nothing-fits`: no retrieved API serves the request, which is an answer, not a failure. */
export type RunOutcome =
  | 'answered'
  /** A required argument is known to nobody, and the answer is a question for it. */
  | 'asked-back'
  | 'gave-up'
  | 'nothing-fits'
  | 'budget-spent'
  | 'failed'
  | 'interrupted';

/**
 * What a step came to. `open`: the run can go on from it. `dead`: nothing is gained by going on, and a planner that has other
 * ways tries one. `unfounded`: words without any call on the way to them, which are an opinion and no answer.
 */
export type StepOutcome = 'open' | 'answered' | 'gave-up' | 'asked-back' | 'unfounded' | 'dead';

/**
 * Where the value of an argument comes from: words of the request, an observation before, the choices or the default that
 * the schema names, the request by reckoning or rewording (`half an hour` → 30), or nowhere.
 */
export type ArgumentOrigin = 'request' | 'observation' | 'enum' | 'default' | 'computed' | 'made-up';

/** A required argument that is asked for. */
export interface OpenArgument {
  readonly name: string;
  readonly description: string;
  /** What the model would have made up. */
  readonly guess?: JsonValue;
}

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
      /** What constraints removed; absent where there are none. */
      readonly constraints?: Screening;
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
      /** Said for this reply alone: no part of the conversation that goes on from it. */
      readonly asides?: readonly Message[];
      /**
       * What the model is asked to be, where it does not choose the next call of the run: `judge`, `planner`, … Such a reply
       * is no step, unless it makes calls, as a `caller` does. A conversation of its own begins with a system message.
       */
      readonly role?: string;
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
      /** How sure the model is, where it can tell. */
      readonly confidence?: CallConfidence;
      readonly warnings: readonly string[];
    }
  /** What a step came to, after its last call. A later one of the same node corrects the former. */
  | { readonly type: 'step-end'; readonly node: number; readonly outcome: StepOutcome; readonly reason?: string }
  /** How promising nodes are held to be, best first; scores are comparable within one event. */
  | {
      readonly type: 'rank';
      /** Their parent, or the root where they have none in common. */
      readonly node: number;
      readonly order: readonly { readonly node: number; readonly score: number }[];
    }
  /** Whether what was found serves the request, by the retriever and by the model's reply together. */
  | { readonly type: 'reply-fit'; readonly node: number; readonly fit: Fit }
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
      /** By argument; the least certain part of one that has parts. Absent when the arguments are no object. */
      readonly origins?: Readonly<Record<string, ArgumentOrigin>>;
      /** The call takes back another of this run, of which this is the key: `node/callId`. */
      readonly undoes?: string;
    }
  | {
      readonly type: 'call-end';
      readonly node: number;
      readonly callId: string;
      readonly observation: Observation;
      /** Key (`node/callId`) of the same call made before, whose observation this is: nothing was called. */
      readonly reusedFrom?: string;
    }
  /** A call was not made because of what is open; the answer that follows asks for it. */
  | {
      readonly type: 'question';
      readonly node: number;
      readonly callId: string;
      readonly name: string;
      readonly apiId?: string;
      readonly arguments: JsonObject;
      readonly open: readonly OpenArgument[];
    }
  | {
      readonly type: 'answer';
      readonly node: number;
      readonly text: string;
      /** Where the text comes from: written by the model, the observation unchanged, or our own words. */
      readonly from: 'model' | 'observation' | 'planner';
    }
  /** The run goes on in another process. The events after this one continue those before the last `run-end`. */
  | { readonly type: 'run-resume'; readonly capuchin: string }
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
  /** All of the planner's settings, which make it again. Absent in runs of earlier versions. */
  readonly plannerOptions?: JsonObject;
  /** The run, and the last node of it, that this one took over. */
  readonly forkedFrom?: { readonly runId: string; readonly node: number };
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
