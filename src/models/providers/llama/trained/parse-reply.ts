import { isJsonObject, type JsonValue } from '../../../../base/index.js';
import type { ToolCall, ToolSpec } from '../../../chat-model.js';
import { spacedJson } from '../../../tool-prompt/tool-turn-text.js';
import { answerMark, noneMark } from './reply-grammar.js';

export type ParsedReply =
  | { readonly kind: 'calls'; readonly calls: readonly ParsedCall[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'answer' };

export type ParsedCall = Omit<ToolCall, 'id'>;

/**
 * What the trained model wrote, which is a text of `replyGrammar` or the beginning of one: a call that is not whole is
 * left out, and so is one that was made before with equal arguments.
 */
export function parseReply(text: string, tools: readonly ToolSpec[]): ParsedReply {
  if (text.startsWith(answerMark)) return { kind: 'answer' };
  if (text === noneMark) return { kind: 'none' };
  const calls = new Map<string, ParsedCall>();
  for (const line of text.split('\n')) {
    const call = parseCall(line, tools);
    if (call !== undefined) calls.set(`${call.name} ${call.arguments} ${call.missing ?? ''}`, call);
  }
  return { kind: 'calls', calls: [...calls.values()] };
}

function parseCall(line: string, tools: readonly ToolSpec[]): ParsedCall | undefined {
  const name = tools.map(tool => tool.name).find(each => line.startsWith(`${each} {`));
  if (name === undefined) return undefined;
  const written = line.slice(name.length + 1);
  const { text, missing } = withoutOpen(written);
  const value = parsed(text);
  if (!isJsonObject(value)) return undefined;
  if (missing.length === 0) return { name, arguments: written };
  const known = Object.entries(value).filter(([member]) => !missing.includes(member));
  return { name, arguments: spacedJson(Object.fromEntries(known)), missing };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Cut off before its end: all that a text of the grammar can have wrong.
    return undefined;
  }
}

/** The text with `null` for each bare `?`, and the members of the outermost object that had one. */
function withoutOpen(written: string): { readonly text: string; readonly missing: readonly string[] } {
  const missing: string[] = [];
  let text = '';
  let member = '';
  for (const [part] of written.matchAll(/"(?:[^"\\]|\\.)*"?|[^"]/gs)) {
    // The last string before it is the name of its member, which is whole.
    if (part === '?') missing.push(JSON.parse(member) as string);
    else if (part.startsWith('"')) member = part;
    text += part === '?' ? 'null' : part;
  }
  return { text, missing };
}
