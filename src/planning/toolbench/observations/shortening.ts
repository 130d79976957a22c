import type { JsonSchema, JsonValue, Prompt } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import type { ChatReply, Message } from '../../../models/index.js';
import type { PlannerEvent } from '../../planner.js';

/** A reply that may be too long for a model. */
export interface LongReply {
  readonly api: Api;
  /** JSON where it is that, otherwise its text. */
  readonly value: JsonValue;
  /** Tells this reply from every other of the run. */
  readonly key: string;
  /** What there is room for, in characters. */
  readonly maxCharacters: number;
}

/** Takes what matters least out of replies, before they are cut. */
export interface Shortening {
  readonly name: string;
  shorten(reply: LongReply, consult: Consult): AsyncGenerator<PlannerEvent, JsonValue, void>;
}

/** Asks the model something beside the next call. */
export type Consult = (question: Question) => AsyncGenerator<PlannerEvent, ChatReply, void>;

export interface Question {
  /** As in `model-start`. */
  readonly role: string;
  readonly messages: readonly Message[];
  readonly prompts: Readonly<Record<string, Prompt>>;
  readonly schema: JsonSchema;
}

/** A reply as text: JSON on one line. */
export function replyText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
