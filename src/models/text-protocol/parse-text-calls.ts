import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { ToolCall, ToolSpec } from '../chat-model.js';
import { findJson } from './find-json.js';

export interface ParseTextCallsOptions {
  /** The tools on offer; their names settle doubtful cases. */
  readonly tools?: readonly ToolSpec[];
  /** Call ids are this and the call's place from 0. */
  readonly idPrefix?: string;
}

export interface TextReply {
  /** The answer, or the prose around the calls. */
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
  readonly reasoning?: string;
  /** How the text had to be bent to be read. */
  readonly warnings: readonly string[];
}

/**
 * Reads the calls out of a reply in plain text: `{"name": …, "arguments": …}` or the shapes that models use for it, bare,
 * listed, between `<tool_call>` tags, in code fences or amid prose. `{"answer": …}` is an answer. Broken JSON is repaired
 * and the repair reported. A call that the reply ends in the middle of keeps its arguments as the broken text they are,
 * so that nobody takes them for whole. What a model thinks between `<think>` tags is never a call.
 */
export function parseTextCalls(text: string, options: ParseTextCallsOptions = {}): TextReply {
  const { tools = [], idPrefix = 'call_' } = options;
  const known = new Set(tools.map(tool => tool.name));
  const { reasoning, spoken } = splitReasoning(text);
  const warnings: string[] = [];
  const calls: Call[] = [];
  const answers: string[] = [];
  let prose = '';
  let from = 0;
  for (const found of findJson(spoken)) {
    const meant = found.incomplete
      ? incompleteCall(found.value, spoken.slice(found.start, found.end), known)
      : interpret(found.value, known);
    if (meant === undefined) continue;
    if (found.incomplete) warnings.push('the reply ends in the middle of a call');
    else if (found.repaired) warnings.push('a call was written in broken JSON and was repaired');
    if (typeof meant === 'string') answers.push(meant);
    else calls.push(...meant);
    prose += spoken.slice(from, found.start);
    from = found.end;
  }
  prose += spoken.slice(from);
  return {
    content: answers.length > 0 ? answers.join('\n') : calls.length > 0 ? withoutWrappers(prose) : prose.trim(),
    toolCalls: calls.map((call, place) => ({ id: `${idPrefix}${place}`, ...call })),
    ...(reasoning === undefined ? {} : { reasoning }),
    warnings,
  };
}

type Call = Omit<ToolCall, 'id'>;

/** A closing tag alone ends a thought that the prompt began; an opening tag alone never ended. */
function splitReasoning(text: string): { reasoning?: string; spoken: string } {
  const end = text.lastIndexOf('</think>');
  const start = text.indexOf('<think>');
  if (start < 0 && end < 0) return { spoken: text };
  const thought = text.slice(start < 0 ? 0 : start + '<think>'.length, end < 0 ? undefined : end);
  const before = start < 0 ? '' : text.slice(0, start);
  const after = end < 0 ? '' : text.slice(end + '</think>'.length);
  return { reasoning: thought.trim(), spoken: `${before}${after}` };
}

const nameMembers = ['name', 'tool', 'function', 'tool_name', 'action'];
const argumentMembers = ['arguments', 'parameters', 'args', 'input', 'params', 'action_input'];
const listMembers = ['tool_calls', 'calls'];

/** The calls that a value stands for, the answer it stands for, or `undefined` when it is just data. */
function interpret(value: JsonValue, known: ReadonlySet<string>): readonly Call[] | string | undefined {
  if (Array.isArray(value)) return interpretList(value, known);
  if (!isJsonObject(value)) return undefined;
  const list = value[listMembers.find(member => Array.isArray(value[member])) ?? ''];
  if (Array.isArray(list)) return interpretList(list, known);
  if (isJsonObject(value['function'])) return interpret(value['function'], known);
  const name = value[nameMembers.find(member => typeof value[member] === 'string') ?? ''];
  if (typeof name === 'string') return namedCall(name, value, known);
  if (typeof value['answer'] === 'string' && Object.keys(value).length === 1) return value['answer'];
  const [only, ...others] = Object.entries(value);
  if (only === undefined || others.length > 0 || !known.has(only[0]) || !isJsonObject(only[1])) return undefined;
  return [{ name: only[0], arguments: JSON.stringify(only[1]) }];
}

function interpretList(values: readonly JsonValue[], known: ReadonlySet<string>): readonly Call[] | undefined {
  const calls = values.map(value => interpret(value, known));
  const readable = calls.filter(call => typeof call === 'object');
  return readable.length === values.length && values.length > 0 ? readable.flat() : undefined;
}

function namedCall(name: string, value: JsonObject, known: ReadonlySet<string>): readonly Call[] | undefined {
  const member = argumentMembers.find(one => Object.hasOwn(value, one));
  // Any record may have a name; without arguments only a tool's own name makes it a call.
  if (member === undefined) return known.has(name) ? [{ name, arguments: '{}' }] : undefined;
  return [{ name, arguments: argumentText(value[member]) }];
}

function argumentText(value: JsonValue | undefined): string {
  if (value === null || value === undefined || value === '') return '{}';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function incompleteCall(value: JsonValue, raw: string, known: ReadonlySet<string>): readonly Call[] | undefined {
  const meant = interpret(value, known);
  if (typeof meant !== 'object' || meant[0] === undefined) return undefined;
  const argumentsStart = new RegExp(`["'](?:${argumentMembers.join('|')})["']\\s*:\\s*`).exec(raw);
  const text = argumentsStart === null ? raw : raw.slice(argumentsStart.index + argumentsStart[0].length);
  return [{ name: meant[0].name, arguments: text }];
}

/** The prose around calls without the tags, marks and fences that now hold nothing. */
function withoutWrappers(prose: string): string {
  const words = prose
    .replace(/```\w*\s*(?:```|$)/g, '')
    .replace(/<\/?(?:tool_calls?|function_calls?)>|<\|(?:tool_call|python_tag)\|>|\[TOOL_CALLS\]/g, '')
    .trim();
  return /^[\s{}[\],;]*$/.test(words) ? '' : words;
}
