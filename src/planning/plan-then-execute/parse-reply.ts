import { type JsonValue, renderPrompt } from '../../base/index.js';
import { cutText, describeObservation, inert, presentObservation } from '../../execution/index.js';
import type { Message } from '../../models/index.js';
import type { PlannerEvent } from '../planner.js';
import type { CallSeen, Standing } from '../steps/standing.js';
import type { SubTask, Workroom } from './workroom.js';

/** RestGPT counts tokens; four characters are about one. */
const maxSchemaCharacters = 10_000;
const maxSnippetCharacters = 2_000;
const maxReadCharacters = 8_000;
const maxResultCharacters = 2_000;

export interface Parsed {
  readonly at: Standing;
  /** What the reply gives for the sub-task, as a model is shown it. */
  readonly result: string;
}

/**
 * What a call's reply gives for a sub-task. Short replies are taken as they are. From others the model picks fields by
 * paths, dotted or JMESPath, with the function that reads in replies: first by the API's own schema of replies, then by the
 * reply's beginning. When neither finds anything, the model reads a longer piece of the beginning itself.
 *
 * Source: RestGPT, parser of responses. Difference: paths, which can only read, in place of Python code that is run.
 */
export async function* parseReply(
  room: Workroom,
  subTask: SubTask,
  seen: CallSeen,
  from: Standing,
): AsyncGenerator<PlannerEvent, Parsed, void> {
  const { observation, call, api } = seen;
  const { steps, prompts, options } = room;
  const isShort = observation.status !== 'ok' || describeObservation(observation).length <= options.parseAbove;
  const maxShown = Math.max(options.parseAbove, maxResultCharacters);
  if (isShort) return { at: from, result: presentObservation(observation, maxShown) };

  if (observation.value !== undefined) steps.replies.keep(call.id, observation.value);
  const reader = steps.replies.api;
  let at = from;
  // A text has no fields, and an API that was found may have the reader's name.
  const hasFields = typeof observation.value !== 'string' && steps.replies.hint(call.id) !== '';
  if (reader !== undefined && hasFields && !steps.offered.has(reader.name)) {
    const schema = api?.returns === undefined ? [] : [schemaText(api.returns)];
    const { parser, reply } = prompts;
    const system: Message = { role: 'system', content: renderPrompt(parser, { function: reader.name }) };
    for (const shape of [...schema, beginning(seen, maxSnippetCharacters)]) {
      const slots = { task: subTask.task, api: call.name, call: call.id, shape };
      const messages: Message[] = [system, { role: 'user', content: renderPrompt(reply, slots) }];
      at = yield* steps.take(
        { ...at, messages, recorded: 0, idleSteps: 0, outcome: 'open' },
        { errand: { role: 'parser', function: reader.name, mustCall: true, prompts: { parser, reply } } },
      );
      const found = at.calls.filter(({ observation: read }) => read.status === 'ok' && !isEmpty(read.value));
      if (found.length > 0) {
        const shown = found.map(({ observation: read }) => presentObservation(read, maxResultCharacters));
        return { at, result: shown.join('\n') };
      }
    }
  }
  return { at, result: yield* readDirectly(room, subTask, seen, at) };
}

async function* readDirectly(
  { steps, prompts: { reader, reply } }: Workroom,
  { task }: SubTask,
  seen: CallSeen,
  { node }: Standing,
): AsyncGenerator<PlannerEvent, string, void> {
  const { call } = seen;
  const slots = { task, api: call.name, call: call.id, shape: beginning(seen, maxReadCharacters) };
  const { message } = yield* steps.consult({
    role: 'parser',
    parent: node,
    messages: [
      { role: 'system', content: renderPrompt(reader, {}) },
      { role: 'user', content: renderPrompt(reply, slots) },
    ],
    prompts: { reader, reply },
  });
  const read = inert(message.content).trim();
  return read === '' ? presentObservation(seen.observation, maxResultCharacters) : cutText(read, maxResultCharacters);
}

function schemaText(returns: JsonValue): string {
  return `Its replies are of this JSON Schema:\n${cutText(JSON.stringify(returns), maxSchemaCharacters)}`;
}

function beginning({ observation }: CallSeen, maxCharacters: number): string {
  return `How its reply begins:\n${presentObservation(observation, maxCharacters)}`;
}

/** Whether there is nothing in it anywhere. */
function isEmpty(value: JsonValue | undefined): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
