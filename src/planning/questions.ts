import { isJsonObject, type JsonObject } from '../base/index.js';
import type { Api } from '../catalog/index.js';
import { splitIdentifiers, type ToolCall } from '../models/index.js';
import type { OpenArgument } from '../trajectory/index.js';
import { argumentOrigins, type Evidence } from './origins/argument-origins.js';
import { parseArguments } from './parse-arguments.js';
import type { PlannerEnd, PlannerEvent, PlannerTools } from './planner.js';

/** A call that cannot be made before something is known. */
export interface Question {
  readonly call: ToolCall;
  readonly api: Api;
  readonly arguments: JsonObject;
  readonly open: readonly OpenArgument[];
}

/**
 * What is to be asked before the calls of a reply are made: required arguments that the model left open, and those it made
 * up. Empty for models that compose values rightly, and where inventing is wanted.
 */
export function questionsOf(
  calls: readonly ToolCall[],
  offered: ReadonlyMap<string, Api>,
  evidence: Evidence,
  tools: PlannerTools,
): readonly Question[] {
  if (mayGuess(tools)) return [];
  return calls.flatMap(call => {
    const api = offered.get(call.name);
    const parsed = parseArguments(call.arguments);
    if (api === undefined || parsed.problem !== undefined) return [];
    const open = openArguments(call, parsed.value, api, evidence);
    return open.length === 0 ? [] : [{ call, api, arguments: parsed.value, open }];
  });
}

function openArguments(
  { missing = [] }: ToolCall,
  args: JsonObject,
  { name: called, description: about, parameters }: Api,
  evidence: Evidence,
): readonly OpenArgument[] {
  const properties = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  const required = Array.isArray(parameters['required']) ? parameters['required'] : [];
  const origins = argumentOrigins(args, parameters, { ...evidence, about: `${called} ${about}` });
  const guessed = Object.keys(args).filter(name => required.includes(name) && origins[name] === 'made-up');
  return [...missing, ...guessed].map(name => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const described = isJsonObject(property) ? property['description'] : undefined;
    const guess = Object.hasOwn(args, name) ? args[name] : undefined;
    return {
      name,
      description: typeof described === 'string' ? described : '',
      ...(guess === undefined ? {} : { guess }),
    };
  });
}

/** What lets a model leave arguments open, where it can and somebody can be asked. */
export function openAllowed(tools: PlannerTools): { readonly openArguments?: true } {
  return mayGuess(tools) ? {} : { openArguments: true };
}

/** Whether a model's own values are wanted: it composes them rightly, or nobody can be asked. */
export function mayGuess({ model, invent = false }: PlannerTools): boolean {
  return model.features.leavesOpen !== true || invent;
}

/** Ends a run with a question in words for what is open; nothing is called. */
export function* askBack(node: number, questions: readonly Question[]): Generator<PlannerEvent, PlannerEnd, void> {
  for (const { call, api, arguments: args, open } of questions) {
    yield { type: 'question', node, callId: call.id, name: api.name, apiId: api.id, arguments: args, open };
  }
  const text = questions
    .flatMap(({ api, open }) => [`To call ${api.name} I need to know:`, ...open.map(line)])
    .join('\n');
  yield { type: 'answer', node, text, from: 'planner' };
  const names = questions.flatMap(({ open }) => open.map(each => each.name));
  return { outcome: 'asked-back', reason: `the request does not say: ${names.join(', ')}` };
}

function line({ name, description, guess }: OpenArgument): string {
  const words = splitIdentifiers(name)
    .replace(/[\s_.-]+/g, ' ')
    .trim()
    .toLowerCase();
  const about = firstSentence(description);
  const guessed = guess === undefined ? '' : ` (a guess would be ${cut(JSON.stringify(guess))})`;
  return `  ${words === '' ? name : words}${about === '' ? '' : `: ${about}`}${guessed}`;
}

function firstSentence(text: string): string {
  const [sentence = ''] = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?])\s/);
  return cut(sentence.replace(/\.$/, ''));
}

function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
