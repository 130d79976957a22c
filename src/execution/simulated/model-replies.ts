import { type JsonObject, type JsonValue, loadPrompt, type Prompt, renderPrompt } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { type ChatModel, findJson, type Message, reply } from '../../models/index.js';
import type { Cassette } from '../recorded/cassette.js';
import { shortJson } from '../short-json.js';
import type { Simulate } from './simulation.js';

export interface ModelRepliesOptions {
  /** Its calls of the same API are shown to the model, besides the API's own examples. */
  readonly cassette?: Cassette;
  readonly maxTries?: number;
  readonly maxExamples?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
}

/**
 * Answers with what a model writes when it is shown the API's document and up to five examples. Costs what the model
 * costs. It is asked at temperature 0, and again, up to three times in all, when its reply holds no JSON; then the
 * simulation is a failure. What the JSON says is not judged: a reply about an error is a reply.
 *
 * Throws what the model throws.
 */
export function modelReplies(model: ChatModel, options: ModelRepliesOptions = {}): Simulate {
  const { maxTries = 3, maxTokens = 1_024, seed = 0 } = options;
  const prompt = loadPrompt(new URL('./simulate.prompt.md', import.meta.url));
  const again = loadPrompt(new URL('./json-again.prompt.md', import.meta.url));
  return async (api, args, signal) => {
    const content = simulationPrompt(prompt, api, args, examplesOf(api, options));
    const messages: Message[] = [{ role: 'user', content }];
    for (let attempt = 0; attempt < maxTries; attempt++) {
      const said = await reply(model, {
        messages,
        temperature: 0,
        seed: seed + attempt,
        maxTokens,
        ...(signal === undefined ? {} : { signal }),
      });
      const value = jsonOf(said.message.content);
      if (value !== undefined) return { from: 'model', made: { value }, notes: [`written by ${model.id}`] };
      messages.push(
        { role: 'assistant', content: said.message.content, toolCalls: [] },
        { role: 'user', content: again.template },
      );
    }
    return { from: 'model', made: { failure: `${model.id} wrote no JSON in ${maxTries} tries` }, notes: [] };
  };
}

export interface ShownExample {
  readonly arguments: JsonObject;
  readonly reply: JsonValue;
}

/** The prompt, with a document and examples that are cut where they are long. */
export function simulationPrompt(
  prompt: Prompt,
  api: Api,
  args: JsonObject,
  examples: readonly ShownExample[],
): string {
  const { tool, toolDescription = '', title, description, parameters, returns } = api;
  const about = { tool, toolDescription, title, description };
  const document = [JSON.stringify(about), `parameters: ${shortJson(parameters, 4_000)}`];
  if (returns !== undefined) document.push(`reply: ${shortJson(returns, 4_000)}`);
  const shown = examples.map(each => `${shortJson(each.arguments, 500)}\n→ ${shortJson(each.reply, 2_000)}`);
  return renderPrompt(prompt, {
    api: document.join('\n'),
    examples: shown.length === 0 ? 'none' : shown.join('\n'),
    arguments: JSON.stringify(args),
  });
}

/** The first examples that are there: the API's own, then recorded calls, of each arguments once. */
function examplesOf(api: Api, { cassette, maxExamples = 5 }: ModelRepliesOptions): ShownExample[] {
  const examples: ShownExample[] = [];
  for (const { arguments: args, returns } of api.examples) {
    if (returns !== undefined) examples.push({ arguments: args, reply: returns });
  }
  for (const { api: id, arguments: args, observation } of cassette?.recordings ?? []) {
    if (id === api.id && observation.status === 'ok') {
      examples.push({ arguments: args, reply: observation.value ?? observation.body });
    }
  }
  return examples.slice(0, maxExamples);
}

/** The JSON value that a reply is, or the first object or list in it. */
export function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    for (const found of findJson(text)) if (!found.incomplete) return found.value;
    return undefined; // prose, or cut off
  }
}
