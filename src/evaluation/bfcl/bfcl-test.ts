import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { Message } from '../../models/index.js';
import type { BfclCategory } from './categories.js';
import type { AcceptedCall } from './checker/check-call.js';
import { type FunctionDocument, functionDocument } from './checker/function-document.js';
import { type PythonValue, textMembers, toJson } from './python/python-value.js';
import { type ExactRow, memberOf, readExactRows, textOf } from './read-exact-rows.js';

/** A test as its file has it. */
export interface BfclTest {
  readonly id: string;
  readonly messages: readonly Message[];
  /** Function documents as they are written. */
  readonly functions: readonly JsonObject[];
  /** What the checker reads of them. */
  readonly checked: readonly FunctionDocument[];
  /** The calls of a right answer; none for tests that want no particular ones. */
  readonly accepted: readonly AcceptedCall[];
}

/**
 * The tests of a category: `<category>.jsonl` with the right answers in its rows, or as published
 * `BFCL_v4_<category>.json` with the answers in a folder `possible_answer` beside it.
 *
 * @throws BadJsonlRow for rows that are no tests, that are there twice or lack their answer; CapuchinError
 * `unreadable-file`.
 */
export async function readBfclTests(folder: string, { name, wants }: BfclCategory): Promise<readonly BfclTest[]> {
  const own = join(folder, `${name}.jsonl`);
  const published = `BFCL_v4_${name}.json`;
  const isPublished = !existsSync(own) && existsSync(join(folder, published));
  const rows = await readExactRows(isPublished ? join(folder, published) : own);
  const hasAnswers = wants !== 'no-call' && wants !== 'some-call';
  const answers = isPublished && hasAnswers ? await readAnswers(join(folder, 'possible_answer', published)) : undefined;
  const seen = new Set<string>();
  return rows.map(row => {
    const id = textOf(row.row, 'id');
    if (id === undefined) throw row.fail('id must be a text');
    if (seen.has(id)) throw row.fail(`the id ${id} is there twice`);
    seen.add(id);
    const truth = answers === undefined ? memberOf(row.row, 'ground_truth') : answers.get(id);
    if (hasAnswers && truth === undefined) throw row.fail(`there is no answer to ${id}`);
    const functions = functionsOf(row);
    return {
      id,
      messages: messagesOf(row),
      functions,
      checked: functions.map(functionDocument),
      accepted: hasAnswers ? acceptedCalls(truth, row.fail) : [],
    };
  });
}

async function readAnswers(path: string): Promise<ReadonlyMap<string, PythonValue>> {
  const answers = new Map<string, PythonValue>();
  for (const { row, fail } of await readExactRows(path)) {
    const id = textOf(row, 'id');
    const truth = memberOf(row, 'ground_truth');
    if (id === undefined || truth === undefined) throw fail('an answer needs id and ground_truth');
    answers.set(id, truth);
  }
  return answers;
}

function functionsOf({ row, fail }: ExactRow): JsonObject[] {
  const listed = memberOf(row, 'function');
  const documents: JsonValue = listed === undefined ? null : toJson(listed);
  if (!Array.isArray(documents)) throw fail('function must be a list');
  return documents.map((document: JsonValue) => {
    if (!isJsonObject(document) || typeof document['name'] !== 'string') throw fail('a function must have a name');
    return document;
  });
}

/** The first turn: these tests have one. */
function messagesOf({ row, fail }: ExactRow): Message[] {
  const question = memberOf(row, 'question');
  const turn = question?.kind === 'list' ? question.items[0] : undefined;
  if (turn?.kind !== 'list') throw fail('question must be a list of turns');
  return turn.items.map(message => {
    const role = textOf(message, 'role');
    const content = textOf(message, 'content');
    if ((role !== 'user' && role !== 'system' && role !== 'assistant') || content === undefined) {
      throw fail('a message must have a role and a text');
    }
    return role === 'assistant' ? { role, content, toolCalls: [] } : { role, content };
  });
}

function acceptedCalls(truth: PythonValue | undefined, fail: ExactRow['fail']): AcceptedCall[] {
  if (truth?.kind !== 'list') throw fail('ground_truth must be a list of calls');
  return truth.items.map(call => {
    const [only, ...more] = call.kind === 'dict' ? textMembers(call) : [];
    if (only === undefined || more.length > 0 || only[1].kind !== 'dict') {
      throw fail('a right call must be an object with one function');
    }
    const parameters = textMembers(only[1]).map(([name, values]) => {
      if (values.kind !== 'list') throw fail(`the accepted values of ${name} must be a list`);
      return [name, values.items] as const;
    });
    return { name: only[0], parameters: new Map(parameters) };
  });
}
