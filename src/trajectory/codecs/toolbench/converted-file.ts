import { CapuchinError, isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import type { ConvertedAnswer } from './converted-answer.js';
import { type JsonLayout, orderedKeys, parseExactJson } from './exact-json.js';
import { pythonJson } from './python-json.js';

/** Answers by query id, in the order of the file. */
export type ConvertedAnswers = ReadonlyMap<string, ConvertedAnswer>;

export interface ReadConverted {
  readonly answers: ConvertedAnswers;
  /** Gives the file back to the letter when handed to `writeConvertedFile`. */
  readonly layout: JsonLayout;
}

/** A file that ToolEval's converter wrote. Throws `bad-converted-file`. */
export function readConvertedFile(text: string, name: string): ReadConverted {
  const { value, layout } = parseExactJson(text, name);
  if (!isJsonObject(value)) throw bad(name, 'an object keyed by query id was expected');
  const answers = new Map<string, ConvertedAnswer>();
  for (const id of orderedKeys(value, layout)) {
    const answer = value[id] ?? null;
    const problem = problemOf(answer);
    if (problem !== undefined) throw bad(name, `of query ${id} ${problem}`);
    answers.set(id, answer as unknown as ConvertedAnswer);
  }
  return { answers, layout };
}

/** The text of a converted file as ToolEval's converter writes it: one line, ASCII alone, no line end. */
export function writeConvertedFile(answers: ConvertedAnswers, layout?: JsonLayout): string {
  const options = layout === undefined ? {} : { layout };
  const members = [...answers].map(([id, answer]) => {
    return `${pythonJson(id)}: ${pythonJson(answer as unknown as JsonValue, options)}`;
  });
  return `{${members.join(', ')}}`;
}

function bad(name: string, problem: string): CapuchinError {
  return new CapuchinError('bad-converted-file', `${name} is no file of converted answers: ${problem}`);
}

function problemOf(value: JsonValue): string | undefined {
  if (!isJsonObject(value)) return 'an object was expected';
  const { query, available_tools: tools, answer } = value;
  if (typeof query !== 'string') return 'query must be a text';
  if (!Array.isArray(tools) || !(tools as JsonValue[]).every(isJsonObject)) return 'available_tools must list objects';
  if (!isJsonObject(answer)) return 'answer must be an object';
  if (typeof answer['total_steps'] !== 'number') return 'total_steps must be a number';
  if (typeof answer['final_answer'] !== 'string') return 'final_answer must be a text';
  return problemOfDetails(answer);
}

const roles: ReadonlySet<JsonValue | undefined> = new Set(['system', 'user', 'assistant', 'tool']);

function problemOfDetails({ answer_details: details }: JsonObject): string | undefined {
  const waiting: (JsonValue | undefined)[] = [details];
  for (let list = waiting.pop(); list !== undefined; list = waiting.pop()) {
    if (!Array.isArray(list)) return 'the details must be lists of nodes';
    for (const node of list as JsonValue[]) {
      if (!isJsonObject(node) || !roles.has(node['role'])) return 'a node has no role that is known';
      const { message, next = [] } = node;
      if (typeof message !== 'string' && !isCall(message)) return 'a message must be a text or a call';
      waiting.push(next);
    }
  }
  return details === undefined ? 'there are no details' : undefined;
}

function isCall(message: JsonValue | undefined): boolean {
  return isJsonObject(message) && typeof message['name'] === 'string' && typeof message['arguments'] === 'string';
}
