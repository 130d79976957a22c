import type { JsonSchema, Prompt } from '../../base/index.js';
import type { ChatReply, Message } from '../../models/index.js';
import type { Fit } from '../../retrieval/index.js';

/** How steps are taken, in every planner that decides step by step. */
export interface StepSettings {
  readonly temperature: number;
  readonly seed: number;
  readonly maxTokens: number;
  /** Steps in a row in which no call gave anything before a way is held to be dead. */
  readonly maxIdleSteps: number;
}

/** Prompt files by the names they have in the record. */
export type Prompts = Readonly<Record<string, Prompt>>;

export interface TakeOptions {
  /** Said for this step alone: the steps that go on from it do not see it. */
  readonly aside?: string;
  /** Prompt files beside the conversation's own that made this step's messages. */
  readonly prompts?: Prompts;
  /** What the retriever says of the request; given with the first step, it decides together with the model. */
  readonly fit?: Fit;
  /** From the first call on that changes anything, the calls are left for `carryOut`. */
  readonly defer?: boolean;
  /** Makes siblings differ where the model heeds it. */
  readonly seed?: number;
  readonly temperature?: number;
  /** The step is one of a conversation of its own, for one function alone. */
  readonly errand?: Errand;
}

/** Calling one certain function, which is all that the model sees. */
export interface Errand {
  /** As in `model-start`. */
  readonly role: string;
  readonly function: string;
  /** Without it the model may say in words why it does not call: the step then gave up. */
  readonly mustCall: boolean;
  /** All the prompt files that made the messages. */
  readonly prompts: Prompts;
}

/** What is asked of the model beside the next call. */
export interface Consultation {
  /** As in `model-start`. */
  readonly role: string;
  readonly parent: number;
  readonly messages: readonly Message[];
  /** As in a turn, where the parent is of the same conversation. Default 0. */
  readonly recorded?: number;
  readonly stop?: readonly string[];
  readonly prompts: Prompts;
  readonly schema?: JsonSchema;
  readonly maxTokens?: number;
  readonly temperature?: number;
}

/** A reply, and where it stands in the record. */
export interface Consulted extends ChatReply {
  readonly node: number;
}

export function fingerprintsOf(prompts: Prompts): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(prompts).map(([name, { fingerprint }]) => [name, fingerprint]));
}
