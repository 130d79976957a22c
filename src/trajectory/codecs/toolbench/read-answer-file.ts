import { CapuchinError, isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import type { AnswerFile } from './answer-file.js';
import { type JsonLayout, parseExactJson } from './exact-json.js';
import { pythonJson } from './python-json.js';

export interface ReadAnswer {
  readonly answer: AnswerFile;
  /** Gives the file back to the letter when handed to `writeAnswerFile`. */
  readonly layout: JsonLayout;
}

/**
 * An answer file of ToolBench or StableToolBench, checked as far as readers of it rely on. Members that are not known
 * stay. Throws `bad-answer-file`.
 */
export function readAnswerFile(text: string, name: string): ReadAnswer {
  let problem: string | undefined;
  const { value, layout } = parseExactJson(text, name);
  if (!isJsonObject(value)) problem = 'an object was expected';
  else if ('trys' in value) problem = problemOfTries(value);
  else problem = problemOfTree(value);
  problem ??= isJsonObject(value) ? problemOfAnswer(value['answer_generation']) : undefined;
  if (problem !== undefined) throw new CapuchinError('bad-answer-file', `${name} is no answer file: ${problem}`);
  return { answer: value as unknown as AnswerFile, layout };
}

/** The text of an answer file as ToolBench writes it: two spaces a level, ASCII alone, no line end at the end. */
export function writeAnswerFile(answer: AnswerFile, layout?: JsonLayout): string {
  const options = { indent: 2, floats, ...(layout === undefined ? {} : { layout }) };
  return pythonJson(answer as unknown as JsonValue, options);
}

const floats: ReadonlySet<string> = new Set(['Elo']);

function problemOfTree({ tree: outer }: JsonObject): string | undefined {
  if (!isJsonObject(outer) || !isJsonObject(outer['tree'])) return 'it has neither a tree nor tries';
  const waiting: JsonValue[] = [outer['tree']];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const problem = problemOfNode(node);
    if (problem !== undefined) return problem;
    const children = isJsonObject(node) ? node['children'] : undefined;
    if (!Array.isArray(children)) return 'a node of the tree has no children';
    waiting.push(...(children as JsonValue[]));
  }
  return undefined;
}

function problemOfTries({ trys }: JsonObject): string | undefined {
  if (!Array.isArray(trys)) return 'trys must be a list';
  for (const each of trys as JsonValue[]) {
    const chain = isJsonObject(each) ? each['chain'] : undefined;
    if (!Array.isArray(chain)) return 'a try has no chain';
    for (const node of chain as JsonValue[]) {
      const problem = problemOfNode(node);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

const nodeTypes: ReadonlySet<JsonValue | undefined> = new Set(['Thought', 'Action', 'Action Input']);

function problemOfNode(node: JsonValue): string | undefined {
  if (!isJsonObject(node)) return 'a node must be an object';
  if (!nodeTypes.has(node['node_type'])) return `a node of type ${JSON.stringify(node['node_type'])} is not known`;
  return typeof node['description'] === 'string' ? undefined : 'a node has no description';
}

function problemOfAnswer(answer: JsonValue | undefined): string | undefined {
  if (!isJsonObject(answer)) return 'it has no answer_generation';
  const { valid_data: valid, final_answer: final, function: functions, query, train_messages: lists = [] } = answer;
  if (typeof valid !== 'boolean') return 'valid_data must be true or false';
  if (typeof final !== 'string') return 'final_answer must be a text';
  if (!Array.isArray(functions) || !(functions as JsonValue[]).every(isJsonObject)) return 'function must list objects';
  if (typeof query !== 'string') return 'query must be a text';
  const isList = (list: JsonValue) => Array.isArray(list) && (list as JsonValue[]).every(isMessage);
  if (!Array.isArray(lists) || !(lists as JsonValue[]).every(isList))
    return 'train_messages must list lists of messages';
  return undefined;
}

function isMessage(value: JsonValue): boolean {
  return isJsonObject(value) && typeof value['role'] === 'string';
}
