import { cutText } from '../../../execution/index.js';
import { pythonJson } from '../../../trajectory/index.js';
import type { ServiceReply } from './reply-of-observation.js';

export interface ObservationLimits {
  /** Characters of the whole text that a model is shown. */
  readonly maxCharacters: number;
  /** Characters of the reply in it, cut first. */
  readonly maxReplyCharacters: number;
}

/** Those of ToolBench's code. Its paper speaks of 2,048 tokens. */
export const publishedLimits: ObservationLimits = { maxCharacters: 1_024, maxReplyCharacters: 2_048 };

// Role marks of chat templates, which servers that build prompts from text may obey.
const roleMark = /[<[](?=\||\/?(?:s|INST|<?\/?SYS|start_of_turn|end_of_turn)[>\]])|<(?=<\/?SYS>>)/g;

/**
 * What a model is shown of a call: JSON with `error` and `response`, both texts, ASCII alone, cut to the limits with `...`
 * at the end. Marks that a prompt template might take for its own are escaped, which leaves the JSON the same.
 */
export function observationText(
  { error, response }: ServiceReply,
  limits: ObservationLimits = publishedLimits,
): string {
  const { maxCharacters, maxReplyCharacters } = limits;
  const text = pythonJson({ error, response: cutText(response, maxReplyCharacters) }).replace(
    roleMark,
    mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters)}...` : text;
}
