import { fingerprint, isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { ApiDraft, SourcePointer } from '../api.js';
import { baseName } from '../naming.js';
import { typedArguments } from './typed-schema.js';

/** Enough that no two functions of one name have the same. */
const digits = 12;

/**
 * `<name>/<beginning of the SHA-256 of the whole document>`: many tests describe a function of the same name otherwise,
 * and some repeat one to the letter.
 */
export function bfclKey(name: string, document: JsonObject): string {
  return `${name}/${fingerprint(document).slice(0, digits)}`;
}

/** A function document `{ name, description, parameters }` as a draft, or in words why it is not one. */
export function bfclDraft(document: JsonValue, language: string, source: SourcePointer): ApiDraft | string {
  if (!isJsonObject(document)) return 'a function must be a JSON object';
  const { name, description } = document;
  if (typeof name !== 'string' || name === '') return 'name must be a text';
  const parameters = typedArguments(document['parameters']);
  const names = isJsonObject(parameters['properties']) ? Object.keys(parameters['properties']) : [];
  const module = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '';
  return {
    key: bfclKey(name, document),
    baseName: baseName(name),
    provider: 'BFCL',
    tool: module,
    category: '',
    title: name,
    description: typeof description === 'string' ? description : '',
    parameters,
    // Nobody knows what a function does that is only described.
    effect: 'irreversible',
    examples: [],
    source,
    invocation: { kind: 'code', language, code: `${name}(${names.join(', ')})` },
  };
}
