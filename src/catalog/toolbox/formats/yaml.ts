import { parse, stringify } from 'yaml';
import type { JsonValue } from '../../../base/index.js';
import { checkSize } from '../json-document.js';

/** The JSON value of one YAML 1.2 document. */
export function readYaml(text: string): JsonValue {
  // Aliases that refer to aliases multiply; a hundred uses are plenty for a document that people wrote.
  const value: unknown = parse(text, { maxAliasCount: 100, prettyErrors: true });
  const document = (value ?? null) as JsonValue;
  checkSize(document);
  return JSON.parse(JSON.stringify(document)) as JsonValue;
}

export function writeYaml(document: JsonValue): string {
  return stringify(document);
}
