import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import type { ApiDraft, ApiExample, SourcePointer } from '../api.js';
import { baseName } from '../naming.js';
import { boundedValue } from '../openapi/bounded-value.js';
import { undescribed } from '../openapi/describe-operation.js';
import { plainText } from '../openapi/plain-text.js';
import { compileWritten } from '../openapi/written-operation.js';
import { withoutSecrets } from '../secret-names.js';
import { outputKind } from './output-kind.js';

const maxExampleCharacters = 4_000;
const maxUrlCharacters = 200;

/**
 * A model of Replicate's list as an API, or in words why it is none. A call runs the listed version and waits for it.
 *
 * Running a model changes nothing, but is billed to the account of the caller; money spent is not got back, so a call is
 * irreversible.
 */
export function modelDraft(model: JsonValue, source: SourcePointer): ApiDraft | string {
  if (!isJsonObject(model)) return 'a model must be an object';
  const { owner, name, latest_version: version, default_example: recorded } = model;
  if (typeof owner !== 'string' || typeof name !== 'string' || owner === '' || name === '')
    return 'it has no owner or name';
  if (!isJsonObject(version) || typeof version['id'] !== 'string') return 'it has no version that could be run';
  const schemas = schemasOf(version['openapi_schema']);
  const input = schemas['Input'];
  if (!isJsonObject(input)) return 'its version has no schema of its input';
  const title = `${owner}/${name}`.slice(0, 300);
  const compiled = compileWritten({
    method: 'post',
    path: '/v1/predictions',
    operation: {
      operationId: title,
      requestBody: { required: true, content: { 'application/json': { schema: inOrder(input) } } },
      responses: { 200: { content: { 'application/json': { schema: prediction(schemas['Output']) } } } },
    },
    schemas,
    servers: [{ url: 'https://api.replicate.com' }],
    title: 'Replicate',
  });
  if ('refused' in compiled) return compiled.refused;
  const { draft } = compiled;
  const { invocation } = draft;
  if (invocation.kind !== 'http' || invocation.body === undefined) return 'its input is no object';
  const example = exampleOf(recorded, draft.parameters);
  const kind = outputKind(isJsonObject(recorded) ? recorded['output'] : undefined);
  return {
    ...draft,
    key: title,
    baseName: baseName(owner, name),
    otherNames: [baseName('replicate', owner, name)],
    provider: 'replicate',
    tool: owner,
    category: kind === undefined ? 'models' : `${kind} models`,
    title,
    description: describe(model['description'], title, kind, draft.parameters),
    effect: 'irreversible',
    examples: example === undefined ? [] : [example],
    source,
    invocation: {
      ...invocation,
      headers: { prefer: 'wait' },
      body: { ...invocation.body, envelope: { member: 'input', constants: { version: version['id'] } } },
      security: [[{ scheme: 'api_token', type: 'bearer' }]],
    },
  };
}

function schemasOf(document: JsonValue | undefined): JsonObject {
  const components = isJsonObject(document) ? document['components'] : undefined;
  const schemas = isJsonObject(components) ? components['schemas'] : undefined;
  return isJsonObject(schemas) ? schemas : {};
}

/** The properties in the order the model's author gave them, which is not the order of the file. */
function inOrder(input: JsonSchema): JsonSchema {
  const { properties } = input;
  if (!isJsonObject(properties)) return input;
  const place = (property: JsonValue) => {
    const order = isJsonObject(property) ? property['x-order'] : undefined;
    return typeof order === 'number' ? order : Number.MAX_SAFE_INTEGER;
  };
  const sorted = Object.entries(properties).toSorted(([, a], [, b]) => place(a) - place(b));
  return { ...input, properties: Object.fromEntries(sorted) };
}

/** What the service answers with; the model's own output is a member of it. */
function prediction(output: JsonValue | undefined): JsonSchema {
  return {
    type: 'object',
    properties: {
      id: { type: 'string' },
      status: { type: 'string', enum: ['starting', 'processing', 'succeeded', 'failed', 'canceled'] },
      output: isJsonObject(output) ? output : {},
      error: { type: ['string', 'null'] },
    },
  };
}

function describe(
  given: JsonValue | undefined,
  title: string,
  kind: string | undefined,
  parameters: JsonSchema,
): string {
  const text = plainText(given, 2_000);
  if (text !== '') return text;
  const names = isJsonObject(parameters['properties']) ? Object.keys(parameters['properties']) : [];
  const gives = kind === undefined ? '' : `; its example gives ${kind}`;
  return `${undescribed}runs the model ${title}${gives} (arguments ${names.slice(0, 20).join(', ')})`;
}

/** The recorded run, as far as it still fits the listed version and is short enough to show. */
function exampleOf(recorded: JsonValue | undefined, parameters: JsonSchema): ApiExample | undefined {
  if (!isJsonObject(recorded) || recorded['status'] !== 'succeeded' || !isJsonObject(recorded['input']))
    return undefined;
  const known = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  const input = Object.entries(recorded['input']).filter(([name]) => Object.hasOwn(known, name));
  const args = shown(Object.fromEntries(input));
  if (!isJsonObject(args)) return undefined;
  const required = Array.isArray(parameters['required']) ? parameters['required'] : [];
  if (required.some(name => !Object.hasOwn(args, String(name)))) return undefined;
  const output = shown(recorded['output']);
  return { arguments: args, ...(output === undefined ? {} : { returns: { status: 'succeeded', output } }) };
}

function shown(value: JsonValue | undefined): JsonValue | undefined {
  const short = value === undefined || value === null ? undefined : boundedValue(value);
  const clean = short === undefined ? undefined : withoutSecrets(short);
  if (clean === undefined || JSON.stringify(clean).length > maxExampleCharacters) return undefined;
  return hasLongUrl(clean) ? undefined : clean;
}

/** Long addresses are signed, or hold the file itself. */
function hasLongUrl(value: JsonValue): boolean {
  if (typeof value === 'string') return value.length > maxUrlCharacters && /^(?:https?|data):/i.test(value);
  return (
    typeof value === 'object' && value !== null && Object.values(value).some(member => hasLongUrl(member as JsonValue))
  );
}
