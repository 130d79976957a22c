import { isJsonObject, type JsonObject, type JsonSchema } from '../../base/index.js';
import { type Callable, signature } from '../../catalog/index.js';
import { briefWords } from './brief-words.js';

/** Tokens that the signatures on offer take together at most. */
export const offeredTokens = 400;

const wordsOfParameter = 12;
const wordsOfFunction = 16;

/** As `signature` counts them. */
const charactersPerToken = 3;
const fewestTokens = 24;

/**
 * The functions a model chooses from, one signature a line, in the order given. What one of them does not need of its
 * equal share of the room the longer ones get.
 */
export function offeredText(functions: readonly Callable[], maxTokens: number = offeredTokens): string {
  const brief = functions.map(briefly);
  const whole = brief.map(each => signature(each, { maxTokens: 2 * maxTokens }).length / charactersPerToken);
  const share = fairShare(whole, maxTokens);
  const most = maxTokens * charactersPerToken;
  for (const generosity of [1.6, 1.4, 1.2]) {
    const text = printed(brief, share * generosity);
    if (text.length <= most) return text;
  }
  return printed(brief, share);
}

/** Signatures become shorter in steps, so that there is room left when each has kept to its share. */
function printed(functions: readonly Callable[], share: number): string {
  return functions.map(each => signature(each, { maxTokens: Math.max(share, fewestTokens) })).join('\n');
}

/** The largest share such that all shares, each of at most what is wanted, fit into the room. */
function fairShare(wanted: readonly number[], room: number): number {
  let left = room;
  let count = wanted.length;
  for (const each of [...wanted].sort((a, b) => a - b)) {
    if (each * count > left) return left / count;
    left -= each;
    count -= 1;
  }
  return room;
}

function briefly({ name, description, parameters }: Callable): Callable {
  return { name, description: briefWords(description, wordsOfFunction), parameters: briefProperties(parameters) };
}

function briefProperties(schema: JsonSchema): JsonSchema {
  const { properties } = schema;
  if (!isJsonObject(properties)) return schema;
  const brief = Object.entries(properties).map(([name, property]) => [
    name,
    isJsonObject(property) ? briefProperty(property) : property,
  ]);
  return { ...schema, properties: Object.fromEntries(brief) as JsonObject };
}

function briefProperty(property: JsonObject): JsonObject {
  const { description } = property;
  return typeof description === 'string'
    ? { ...property, description: briefWords(description, wordsOfParameter) }
    : property;
}
