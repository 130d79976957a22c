import type { JsonObject, JsonValue } from '../../base/index.js';
import type { ApiDraft, SourcePointer } from '../api.js';
import { baseName } from '../naming.js';
import { argumentsSchema } from './arguments-schema.js';

/** Gorilla's ten fields, in the order in which its files have them. */
const fields = [
  'domain',
  'framework',
  'functionality',
  'api_name',
  'api_call',
  'api_arguments',
  'python_environment_requirements',
  'example_code',
  'performance',
  'description',
] as const;

/**
 * A Gorilla API document as a draft, or in words why it is not one. Fields vary in type (text, list, object, null) and
 * are kept so in `document`.
 */
export function apibenchDraft(
  document: JsonObject,
  place: { readonly hub: string; readonly index: number },
  source: SourcePointer,
): ApiDraft | string {
  const name = document['api_name'];
  const call = document['api_call'];
  if (typeof name !== 'string' || name === '') return 'api_name must be a text';
  if (typeof call !== 'string' || call === '') return 'api_call must be a text';
  return {
    key: `${place.hub}/${place.index}`,
    baseName: baseName(place.hub, name),
    provider: plainText(document['framework']),
    tool: place.hub,
    category: plainText(document['domain']),
    title: name,
    description: description(document),
    parameters: argumentsSchema(document['api_arguments']),
    // Nobody knows what a line of code does; it is shown, and whoever runs it decides.
    effect: 'irreversible',
    examples: [],
    source,
    invocation: { kind: 'code', language: 'python', code: call },
    document: indexedText(document),
  };
}

/** What it is for, then what it is: the source says the first in `functionality` and often nowhere else. */
function description(document: JsonObject): string {
  const purpose = plainText(document['functionality']);
  const text = plainText(document['description']);
  return text.toLowerCase().includes(purpose.toLowerCase()) ? text : `${purpose}. ${text}`;
}

/**
 * The whole document, field names included, which is what Gorilla's BM25 retriever indexes. There it is the Python form
 * of the object; JSON has the same words but for `null`, `true` and `false`.
 */
function indexedText(document: JsonObject): string {
  return JSON.stringify(Object.fromEntries(fields.map(field => [field, document[field] ?? null])));
}

function plainText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(plainText).join(', ');
  return JSON.stringify(value);
}
