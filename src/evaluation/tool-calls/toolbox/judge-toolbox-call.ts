import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../../base/index.js';
import type { Api } from '../../../catalog/index.js';
import type { Observation } from '../../../execution/index.js';
import type { ModelAnswer } from '../ask-for-calls.js';
import { type AcceptedToolCall, firstAccepted, type ToolboxRequest } from './toolbox-request.js';

/** What is wrong with an answer; nothing where it is right. */
export type ToolboxFault =
  | 'inference_error'
  /** No right function was among those offered. */
  | 'not_offered'
  | 'no_call'
  | 'several_calls'
  | 'wrong_function'
  /** The arguments were no JSON object, or the function refused them. */
  | 'refused_arguments'
  | 'wrong_value'
  | undefined;

export interface ToolboxJudgement {
  readonly request: ToolboxRequest;
  readonly answer: ModelAnswer;
  readonly offered: readonly Api[];
  /** Runs a call where the request's files are. */
  readonly execute: (api: Api, args: JsonObject) => Promise<Observation>;
}

/**
 * Right is one call of an accepted function whose arguments all have accepted values, or that comes to the same as the
 * accepted call when both are carried out. Defaults may be said or left out. Calls that change something are not
 * compared by what they come to.
 */
export async function judgeToolboxCall({ request, answer, offered, execute }: ToolboxJudgement): Promise<ToolboxFault> {
  const { calls, failure } = answer;
  if (failure !== undefined) return 'inference_error';
  const accepted = request.accepted.filter(each => offered.some(({ title }) => title === each.function));
  if (accepted.length === 0) return 'not_offered';
  const [call, ...more] = calls;
  if (call === undefined) return 'no_call';
  if (more.length > 0) return 'several_calls';
  const api = offered.find(({ title }) => title === call.name);
  const alike = accepted.filter(each => each.function === call.name);
  if (api === undefined || alike.length === 0) return 'wrong_function';
  const args = parsedArguments(call.arguments);
  if (args === undefined) return 'refused_arguments';
  if (alike.some(each => areAccepted(args, each, api))) return undefined;
  if (api.effect !== 'read') return 'wrong_value';
  const seen = await execute(api, args);
  if (seen.status !== 'ok') return 'refused_arguments';
  for (const each of alike) {
    const right = await execute(api, { ...givenFree(args, each), ...firstAccepted(each) });
    if (right.status === 'ok' && canonicalJson(right.value) === canonicalJson(seen.value)) return undefined;
  }
  return 'wrong_value';
}

function givenFree(args: JsonObject, { free }: AcceptedToolCall): JsonObject {
  return Object.fromEntries(Object.entries(args).filter(([name]) => free.includes(name)));
}

function areAccepted(args: JsonObject, { arguments: values, free }: AcceptedToolCall, { parameters }: Api): boolean {
  const names = new Set([...Object.keys(args), ...Object.keys(values)]);
  return [...names].every(name => {
    if (free.includes(name)) return true;
    const usual = defaultOf(parameters['properties'], name);
    const value = args[name] ?? usual;
    const right = values[name] ?? (usual === undefined ? [] : [usual]);
    return value !== undefined && right.some(each => canonicalJson(each) === canonicalJson(value));
  });
}

function defaultOf(properties: JsonValue | undefined, name: string): JsonValue | undefined {
  const schema = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isJsonObject(schema) ? schema['default'] : undefined;
}

function parsedArguments(text: string): JsonObject | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined; // text that is no JSON is one kind of wrong answer
  }
}
