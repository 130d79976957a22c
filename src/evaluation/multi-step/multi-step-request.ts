import { BadJsonlRow, isJsonObject, type JsonObject, type JsonValue, readJsonl } from '../../base/index.js';
import type { AnswerCheck, Expected } from './check-answer.js';
import type { PlanCall } from './planned-arguments.js';

/** A request that takes several calls of the toolbox, of which later ones need what earlier ones gave. */
export interface MultiStepRequest {
  readonly id: string;
  /** How it is put: terse, plain, chatty or messy. */
  readonly style: string;
  readonly request: string;
  /** One way that leads to the answer; others count as well. */
  readonly plan: readonly PlanCall[];
  readonly answer: AnswerCheck;
  readonly notes?: string;
}

/** Requests from a file of JSON Lines. @throws BadJsonlRow for rows that are none, or whose id is there already. */
export async function readMultiStepRequests(path: string, signal?: AbortSignal): Promise<readonly MultiStepRequest[]> {
  const requests = new Map<string, MultiStepRequest>();
  for await (const { line, value } of readJsonl(path, signal === undefined ? {} : { signal })) {
    const request = requestIn(value, reason => new BadJsonlRow(path, line, reason));
    if (requests.has(request.id)) throw new BadJsonlRow(path, line, `the id ${request.id} is there twice`);
    requests.set(request.id, request);
  }
  return [...requests.values()];
}

type Fail = (reason: string) => BadJsonlRow;

function requestIn(value: unknown, fail: Fail): MultiStepRequest {
  if (!isJsonObject(value)) throw fail('a request must be a JSON object');
  const { plan, answer, notes } = value;
  if (!Array.isArray(plan) || plan.length < 2) throw fail('plan must be a list of two calls or more');
  if (notes !== undefined && typeof notes !== 'string') throw fail('notes must be a text');
  return {
    id: textIn(value, 'id', fail),
    style: textIn(value, 'style', fail),
    request: textIn(value, 'request', fail),
    plan: plan.map((call: JsonValue) => plannedCall(call, fail)),
    answer: answerCheck(answer, fail),
    ...(notes === undefined ? {} : { notes }),
  };
}

function textIn(value: JsonObject, name: string, fail: Fail): string {
  const member = value[name];
  if (typeof member !== 'string' || member === '') throw fail(`${name} must be a text`);
  return member;
}

function plannedCall(call: JsonValue, fail: Fail): PlanCall {
  if (!isJsonObject(call) || !isJsonObject(call['arguments'])) throw fail('a planned call must have arguments');
  return { function: textIn(call, 'function', fail), arguments: call['arguments'] };
}

function answerCheck(answer: JsonValue | undefined, fail: Fail): AnswerCheck {
  if (!isJsonObject(answer)) throw fail('answer must be an object with contains or equals');
  const { contains, equals } = answer;
  const isList = Array.isArray(contains) && contains.length > 0 && contains.every(isExpected);
  if (contains !== undefined && !isList) throw fail('contains must be a list of texts, numbers, or lists of these');
  if (equals !== undefined && (typeof equals !== 'string' || equals === '')) throw fail('equals must be a text');
  if (contains === undefined && equals === undefined) throw fail('answer must have contains or equals');
  return {
    ...(contains === undefined ? {} : { contains: contains as readonly Expected[] }),
    ...(equals === undefined ? {} : { equals }),
  };
}

function isExpected(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(each => !Array.isArray(each) && isExpected(each));
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}
