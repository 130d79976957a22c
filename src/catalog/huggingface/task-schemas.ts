import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';

/** A task's schemas as OpenAPI has them: every definition in one table. */
export interface TaskSchemas {
  readonly input: JsonSchema;
  /** Absent where the reply is the bytes of a file. */
  readonly output?: JsonSchema;
  /** For `#/components/schemas/…`. */
  readonly schemas: JsonObject;
}

const commonPrefix = '/inference/schemas/common-definitions.json#/definitions/';
const maxDepth = 60;

/**
 * The input and output schemas of a task, references led to one table, in which definitions of the output that the input
 * has, too, are called `Output…`. Streaming is left out: a call has one reply.
 */
export function taskSchemas(input: JsonObject, output: JsonObject | undefined, common: JsonObject): TaskSchemas {
  const own = definitions(input);
  const theirs = definitions(output ?? {});
  const nameInOutput = (name: string) => (Object.hasOwn(own, name) ? `Output${name}` : name);
  const rewriteInput = (schema: JsonValue) => rewritten(schema, name => name, 0);
  const rewriteOutput = (schema: JsonValue) => rewritten(schema, nameInOutput, 0);
  const answersBytes = /raw bytes/.test(JSON.stringify(output?.['properties'] ?? {}));
  return {
    input: withoutStreaming(rewriteInput(root(input)) as JsonSchema),
    ...(output === undefined || answersBytes ? {} : { output: rewriteOutput(root(output)) as JsonSchema }),
    schemas: Object.fromEntries([
      ...Object.entries(common).map(([name, schema]) => [name, rewriteInput(schema)] as const),
      ...Object.entries(theirs).map(([name, schema]) => [nameInOutput(name), rewriteOutput(schema)] as const),
      ...Object.entries(own).map(([name, schema]) => [name, rewriteInput(schema)] as const),
    ]),
  };
}

function definitions(schema: JsonObject): JsonObject {
  return isJsonObject(schema['$defs']) ? schema['$defs'] : {};
}

function root({ $id, $schema, $defs, description, title, ...schema }: JsonObject): JsonObject {
  return schema;
}

function withoutStreaming(schema: JsonSchema): JsonSchema {
  if (!isJsonObject(schema['properties'])) return schema;
  const { stream, stream_options, ...properties } = schema['properties'];
  return { ...schema, properties };
}

function rewritten(value: JsonValue, nameOf: (name: string) => string, depth: number): JsonValue {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => rewritten(item, nameOf, depth + 1));
  const schema = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, rewritten(member as JsonValue, nameOf, depth + 1)]),
  );
  return typedValues(asText(withReference(schema, nameOf)));
}

function withReference(schema: JsonObject, nameOf: (name: string) => string): JsonObject {
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  if ($ref.startsWith(commonPrefix))
    return { ...schema, $ref: `#/components/schemas/${$ref.slice(commonPrefix.length)}` };
  if ($ref.startsWith('#/$defs/'))
    return { ...schema, $ref: `#/components/schemas/${nameOf($ref.slice('#/$defs/'.length))}` };
  return schema;
}

/** Files travel inside JSON as base64, also where the schema does not say so. */
function asText(schema: JsonObject): JsonObject {
  if (schema['comment'] !== 'type=binary' || schema['type'] !== undefined) return schema;
  const { description } = schema;
  const said = typeof description === 'string' ? description.replace(/\.$/, '') : 'File';
  return { ...schema, type: 'string', description: `${said}, base64.` };
}

/** Some schemas have numbers, lists and even null written as texts in `default` and `example`. */
function typedValues(schema: JsonObject): JsonObject {
  const { type, default: fallback, example, ...rest } = schema;
  if (typeof type !== 'string') return schema;
  const read = (value: JsonValue | undefined) => {
    const isText = type === 'string' && value !== 'null';
    const parsed = typeof value === 'string' && !isText ? parsedOr(value) : value;
    return parsed === null ? undefined : parsed; // a default of nothing is no default
  };
  const [typedDefault, typedExample] = [read(fallback), read(example)];
  return {
    type,
    ...rest,
    ...(typedDefault === undefined ? {} : { default: typedDefault }),
    ...(typedExample === undefined ? {} : { example: typedExample }),
  };
}

function parsedOr(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text; // no JSON: left to those who read the schema
  }
}
