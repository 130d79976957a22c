import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../../base/index.js';
import { pythonLiteral } from '../../../execution/index.js';
import { inSchemaOrder } from '../families/family-request.js';
import type { PoolFunction, Wish, WishedCall } from '../function-pool.js';
import type { ListedFunctions } from '../pools/listed-pool.js';
import { isGrounded } from './is-grounded.js';
import { pythonCall } from './python-call.js';

/** Finds tools before they can be called; here they are on offer from the start. */
const toolFinder = 'ToolSearcher';

/**
 * API-Bank's level 3 training pairs: each is a dialogue up to one call. The longest of each dialogue is taken, its
 * documents as functions and its calls in rounds, the later ones with what the earlier ones gave.
 */
export function apibankFunctions(rows: readonly JsonValue[]): ListedFunctions {
  const functions = new Map<string, PoolFunction>();
  const longest = new Map<string, Dialogue>();
  for (const { input, output } of rows.filter(isJsonObject)) {
    const dialogue = dialogueOf(String(input), String(output));
    if (dialogue === undefined) continue;
    for (const { gives } of dialogue.steps) {
      const found = functionOf(gives);
      if (found !== undefined && !functions.has(found.name)) functions.set(found.name, found);
    }
    const known = longest.get(dialogue.request);
    if (known === undefined || known.steps.length < dialogue.steps.length) longest.set(dialogue.request, dialogue);
  }
  const wishes = [...longest.values()].flatMap(dialogue => wishOf(dialogue, functions) ?? []);
  return { name: 'apibank', functions: [...functions.values()], asks: new Map(), wishes };
}

interface Dialogue {
  readonly request: string;
  readonly steps: readonly Step[];
}

interface Step {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly gives?: JsonValue;
}

const step = /^API-Request: \[(.*?\))\](?:->(.*))?$/;

function dialogueOf(input: string, output: string): Dialogue | undefined {
  const asked = /^User: (.*)$/m.exec(input)?.[1];
  if (asked === undefined) return undefined;
  const lines = [...input.split('\n'), output.trim()];
  const steps = lines.flatMap((line): Step[] => {
    const [, written = '', given] = step.exec(line) ?? [];
    const call = pythonCall(written);
    const gives = given === undefined ? undefined : (pythonLiteral(given) ?? given);
    return call === undefined ? [] : [{ ...call, ...(gives === undefined ? {} : { gives }) }];
  });
  // `TIME: …` is the clock that the dialogues were made with; few calls use it.
  return { request: asked.replace(/\s*TIME:.*$/, '').trim(), steps };
}

const types: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  list: 'array',
  dict: 'object',
};

function functionOf(document: JsonValue | undefined): PoolFunction | undefined {
  if (!isJsonObject(document) || typeof document['name'] !== 'string' || !isJsonObject(document['input_parameters']))
    return undefined;
  if (!/^[A-Za-z_]\w*$/.test(document['name'])) return undefined;
  const parameters = Object.entries(document['input_parameters']).map(([name, about]) => [name, property(about)]);
  return {
    id: `apibank/${document['name']}`,
    provider: 'API-Bank',
    name: document['name'],
    description: String(document['description'] ?? ''),
    parameters: { type: 'object', properties: Object.fromEntries(parameters) },
  };
}

function property(about: JsonValue | undefined): JsonSchema {
  const { type, description } = isJsonObject(about) ? about : {};
  return { type: types[String(type)] ?? 'string', description: String(description ?? '') };
}

/** Up to the first call that makes up an argument or that is of no known function. */
function wishOf({ request, steps }: Dialogue, functions: ReadonlyMap<string, PoolFunction>): Wish | undefined {
  const calls: WishedCall[] = [];
  const seen: { readonly text: string; readonly round: number }[] = [{ text: request, round: -1 }];
  for (const { name, arguments: args, gives } of steps) {
    if (name === toolFinder) continue;
    const found = functions.get(name);
    if (found === undefined || !isDeclared(args, found)) break;
    // The first round after everything that it takes.
    const after = seen.findIndex((_, at) =>
      isGrounded(
        args,
        seen.slice(0, at + 1).map(({ text }) => text),
      ),
    );
    if (after === -1) break;
    const round = Math.max(...seen.slice(0, after + 1).map(each => each.round)) + 1;
    const ask = { text: '', arguments: inSchemaOrder(args, found.parameters), missing: [] };
    calls.push({ function: found, ask, round, ...(gives === undefined ? {} : { gives }) });
    if (gives !== undefined) seen.push({ text: JSON.stringify(gives), round });
  }
  return calls.length === 0 || request === '' ? undefined : { text: request, calls: inRounds(calls) };
}

function isDeclared(args: JsonObject, { parameters }: PoolFunction): boolean {
  const declared = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  return Object.entries(args).every(([name, value]) => {
    const expected = declared[name];
    if (!isJsonObject(expected)) return false;
    const type = expected['type'];
    if (type === 'integer' || type === 'number') return typeof value === 'number';
    return type === 'array' ? Array.isArray(value) : typeof value === type;
  });
}

/** Rounds without a gap, so that each follows the one before. */
function inRounds(calls: readonly WishedCall[]): WishedCall[] {
  const rounds = [...new Set(calls.map(({ round = 0 }) => round))].sort((a, b) => a - b);
  return calls.map(call => ({ ...call, round: rounds.indexOf(call.round ?? 0) }));
}
