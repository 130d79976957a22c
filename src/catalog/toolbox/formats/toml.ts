import { parse, stringify } from 'smol-toml';
import { isJsonObject, type JsonValue } from '../../../base/index.js';
import { checkSize } from '../json-document.js';

/** The JSON value of a TOML document; dates become text. */
export function readToml(text: string): JsonValue {
  const document = JSON.parse(JSON.stringify(parse(text, { maxDepth: 100 }))) as JsonValue;
  checkSize(document);
  return document;
}

export function writeToml(document: JsonValue): string {
  if (!isJsonObject(document)) throw new Error('TOML needs a JSON object');
  return stringify(document);
}
