import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import { checkRequest, type ToolChoice, type ToolSpec } from '../chat-model.js';

/**
 * The schema of a reply that is one call, `{"name": …, "arguments": {…}}`, to one of the tools, or, where the choice
 * allows it, `{"answer": …}`. Members come in that order, so that a constrained decoder settles the name first.
 *
 * References inside a tool's parameters keep working: such parameters are moved to `$defs` under the tool's name and
 * everything else stays in place, because not every decoder knows `$ref`.
 *
 * @throws UsageError when the choice cannot be served by these tools.
 */
export function callSchema(tools: readonly ToolSpec[], choice: ToolChoice = 'auto'): JsonSchema {
  checkRequest({ messages: [{ role: 'user', content: '' }], tools, toolChoice: choice });
  const offered = tools.filter(tool => mayCall(tool, choice));
  const definitions: Record<string, JsonValue> = {};
  const alternatives = offered.map(tool => {
    const parameters = withoutDialect(tool.parameters);
    const shared = containsReference(parameters);
    if (shared) definitions[tool.name] = moved(parameters, tool.name);
    return exactly({
      name: { const: tool.name },
      arguments: shared ? { $ref: `#/$defs/${pointerStep(tool.name)}` } : parameters,
    });
  });
  if (choice === 'auto' || choice === 'none') alternatives.push(exactly({ answer: { type: 'string' } }));
  const [only] = alternatives;
  const schema: JsonSchema = alternatives.length === 1 && only !== undefined ? only : { anyOf: alternatives };
  return Object.keys(definitions).length === 0 ? schema : { ...schema, $defs: definitions };
}

function mayCall(tool: ToolSpec, choice: ToolChoice): boolean {
  if (typeof choice === 'object') return tool.name === choice.name;
  return choice !== 'none';
}

function exactly(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** Keywords that say which document a schema is would make it a document inside a document. */
function withoutDialect({ $schema: _schema, $id: _id, ...rest }: JsonObject): JsonObject {
  return rest;
}

/** Members whose values are data: a `$ref` inside them is a word, not a reference. */
const dataMembers = new Set(['const', 'enum', 'default', 'example', 'examples']);

function containsReference(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(containsReference);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([key, member]) =>
      (key === '$ref' && typeof member === 'string') || (!dataMembers.has(key) && containsReference(member)),
  );
}

/** The schema with its local references pointing to where it now stands. */
function moved(value: JsonValue, name: string): JsonValue {
  if (Array.isArray(value)) return value.map(one => moved(one, name));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (key === '$ref' && typeof member === 'string') return [key, movedReference(member, name)];
      return [key, dataMembers.has(key) ? member : moved(member, name)];
    }),
  );
}

function movedReference(reference: string, name: string): string {
  return reference === '#' || reference.startsWith('#/')
    ? `#/$defs/${pointerStep(name)}${reference.slice(1)}`
    : reference;
}

function pointerStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
