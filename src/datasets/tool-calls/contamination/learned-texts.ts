import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../../base/index.js';

/** What a row of a training file would teach: what people say in it, and the functions that it offers. */
export interface LearnedTexts {
  readonly requests: readonly string[];
  readonly functions: readonly { readonly name: string; readonly parameters: JsonSchema }[];
}

/**
 * Finds them in rows of all formats that are written here and in most others: sheets, training rows, chat messages,
 * ShareGPT's conversations, and fields called query, request, instruction, prompt, question or text.
 */
export function learnedTexts(row: JsonValue): LearnedTexts {
  if (!isJsonObject(row)) return { requests: typeof row === 'string' ? [row] : [], functions: [] };
  const requests = [
    ...['query', 'request', 'instruction', 'prompt', 'question', 'text', 'input'].map(name => row[name]),
    ...objectsIn(row['messages'])
      .filter(each => each['role'] === 'user')
      .map(each => each['content']),
    ...objectsIn(row['conversations'])
      .filter(each => /^(?:human|user)$/.test(String(each['from'])))
      .map(each => each['value']),
    ...objectsIn(row['examples'])
      .flatMap(each => objectsIn(each['turns']))
      .filter(each => each['role'] === 'request')
      .map(each => each['text']),
    ...objectsIn(row['items'])
      .flatMap(each => objectsIn(each['segments']))
      .flatMap(each => userTurns(String(each['text']))),
  ].filter(each => typeof each === 'string');
  return { requests: requests.filter(each => each.trim() !== ''), functions: offeredIn(row) };
}

function userTurns(text: string): string[] {
  return [...text.matchAll(/<\|im_start\|>user\n(.*?)<\|im_end\|>/gs)].map(([, said]) => said ?? '');
}

function offeredIn({ functions, tools }: JsonObject): LearnedTexts['functions'] {
  const listed = typeof tools === 'string' ? parsed(tools) : tools;
  return [
    ...objectsIn(functions),
    ...objectsIn(listed).map(each => (isJsonObject(each['function']) ? each['function'] : each)),
  ]
    .filter(each => typeof each['name'] === 'string')
    .map(each => ({
      name: String(each['name']),
      parameters: isJsonObject(each['parameters']) ? each['parameters'] : {},
    }));
}

function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined; // tools as text in some other notation are not looked into
  }
}
