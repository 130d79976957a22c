import { parse, stringify } from 'yaml';
import { type JsonValue, messageOf } from '../../../base/index.js';
import { checkSize } from '../json-document.js';

/** The JSON value of one YAML 1.2 document. */
export function readYaml(text: string): JsonValue {
  const document = parsed(text);
  checkSize(document);
  return JSON.parse(JSON.stringify(document)) as JsonValue;
}

function parsed(text: string): JsonValue {
  try {
    // Aliases that refer to aliases multiply; a hundred uses are plenty for a document that people wrote.
    return (parse(text, { maxAliasCount: 100, logLevel: 'error' }) ?? null) as JsonValue;
  } catch (error) {
    const [reason = ''] = messageOf(error).split('\n');
    const deep = reason.includes('call stack');
    throw new Error(deep ? 'the YAML is nested too deeply' : reason.slice(0, 200), { cause: error });
  }
}

export function writeYaml(document: JsonValue): string {
  return stringify(document);
}
