import { isJsonObject, type JsonValue } from '../../base/index.js';

/** Nesting beyond this makes recursive code of any library overflow its stack sooner or later. */
const maxDepth = 100;
const maxNodes = 200_000;

/** Schema of a parameter that takes a JSON document, as a value or as its text. */
export const jsonDocument = {
  type: ['object', 'array', 'string', 'number', 'boolean', 'null'],
  maxLength: 1_000_000,
};

/** The document of a `jsonDocument` parameter: text is parsed, a value is taken as it is; size and depth are checked. */
export function documentOf(given: JsonValue): JsonValue {
  let document = given;
  if (typeof given === 'string') {
    try {
      document = JSON.parse(given) as JsonValue;
    } catch (error) {
      throw new Error(`the text is not JSON: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
  checkSize(document);
  return document;
}

/** Throws when a value is nested deeper than 100 levels or has more than 200,000 parts. Safe on any depth. */
export function checkSize(document: JsonValue): void {
  const waiting: { value: JsonValue; depth: number }[] = [{ value: document, depth: 0 }];
  let nodes = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    nodes += 1;
    if (depth > maxDepth) throw new Error(`the document is nested deeper than ${maxDepth} levels`);
    if (nodes > maxNodes) throw new Error(`the document has more than ${maxNodes} parts`);
    const parts = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
    for (const part of parts) waiting.push({ value: part, depth: depth + 1 });
  }
}
