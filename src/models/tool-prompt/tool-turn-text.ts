import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { Callable } from '../../catalog/index.js';
import { offeredText } from './offered-text.js';

/**
 * The format in which the embedded model was taught to call functions. It is ChatML: the functions in the system turn,
 * requests and observations in the user's turns, and each reply is `name {arguments}` (one call a line), `none`, or
 * `answer: …`. A required argument that the request leaves open is written `?`.
 */
export type ToolDialogueTurn =
  | { readonly role: 'request'; readonly text: string }
  | { readonly role: 'observation'; readonly name: string; readonly text: string }
  | ToolReply;

export type ToolReply =
  | { readonly role: 'calls'; readonly calls: readonly WrittenCall[] }
  | { readonly role: 'none' }
  | { readonly role: 'answer'; readonly text: string };

export interface WrittenCall {
  readonly name: string;
  readonly arguments: JsonObject;
  /** Required arguments that nothing is known of; their place in `arguments` holds `null`. */
  readonly missing?: readonly string[];
}

/** A turn of ChatML; `assistant` turns are what the model writes. */
export interface ChatTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

const longestRequest = 1_600;
const longestObservation = 600;

export function systemTurn(functions: readonly Callable[], maxTokens?: number): ChatTurn {
  return { role: 'system', text: `Functions:\n${inert(offeredText(functions, maxTokens))}` };
}

export function chatTurn(turn: ToolDialogueTurn): ChatTurn {
  switch (turn.role) {
    case 'request':
      return { role: 'user', text: inert(middleCut(turn.text, longestRequest)) };
    case 'observation':
      return { role: 'user', text: `${inert(turn.name)} gave: ${inert(middleCut(turn.text, longestObservation))}` };
    default:
      return { role: 'assistant', text: replyText(turn) };
  }
}

/** The text of a turn with ChatML's marks. */
export function chatText({ role, text }: ChatTurn): string {
  return `${chatOpening(role)}${text}${chatClosing}`;
}

export function chatOpening(role: ChatTurn['role']): string {
  return `<|im_start|>${role}\n`;
}

export const chatClosing = '<|im_end|>\n';

/** What a model writes for a reply. Members of arguments stand in the order given. */
export function replyText(reply: ToolReply): string {
  if (reply.role === 'none') return 'none';
  if (reply.role === 'answer') return `answer: ${inert(reply.text)}`;
  return reply.calls.map(callText).join('\n');
}

function callText({ name, arguments: args, missing = [] }: WrittenCall): string {
  const members = Object.entries(args).map(
    ([key, value]) => `${JSON.stringify(key)}: ${missing.includes(key) ? '?' : spacedJson(value)}`,
  );
  return `${name} {${members.join(', ')}}`;
}

/** JSON on one line with one space after `,` and `:`, as the grammar writes it. */
export function spacedJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (isJsonObject(value))
    return `{${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)}: ${spacedJson(inner)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

/** Nothing that people or servers write may look like ChatML's marks. */
function inert(text: string): string {
  return text.replaceAll('<|', '< |');
}

/** The beginning says what is wanted as often as the end does. */
function middleCut(text: string, longest: number): string {
  const trimmed = text.trim();
  if (trimmed.length <= longest) return trimmed;
  const half = Math.floor((longest - 5) / 2);
  return `${withoutHalf(trimmed.slice(0, half))} … ${withoutHalf(trimmed.slice(-half))}`;
}

/** Without the halves of surrogate pairs that a cut leaves at the ends. */
function withoutHalf(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]/, '').replace(/[\uD800-\uDBFF]$/, '');
}
