import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import type { Api } from '../api.js';
import { pointerToken, pointerTokens } from '../openapi/references.js';

/** An API as far as rules look at it: a draft of an importer, or one of the store. */
export type LintedApi = Pick<
  Api,
  'title' | 'description' | 'parameters' | 'returns' | 'examples' | 'deprecated' | 'invocation' | 'source' | 'tool'
>;

/** An argument, its references followed. */
export interface LintedArgument {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  /** JSON pointer within `parameters`. */
  readonly at: string;
}

/** What a rule is given: an API, and its schemas with references that can be followed. */
export interface Subject {
  readonly api: LintedApi;
  readonly arguments: readonly LintedArgument[];
  /** The schema itself or what its references lead to, descriptions beside a reference going first; `{}` for nowhere. */
  follow(schema: JsonValue | undefined): JsonSchema;
}

/** Definitions that the APIs of a document share, by name. */
export type SharedSchemas = ReadonlyMap<string, JsonSchema>;

const maxReferences = 20;

export function subject(api: LintedApi, shared: SharedSchemas = new Map()): Subject {
  const { parameters, returns } = api;
  const follow = (given: JsonValue | undefined): JsonSchema => {
    let schema = isJsonObject(given) ? given : {};
    for (let i = 0; typeof schema['$ref'] === 'string'; i += 1) {
      if (i === maxReferences) return {};
      const { $ref, ...beside } = schema;
      const name = pointerTokens(String($ref))?.[1] ?? '';
      schema = { ...(definition(parameters, name) ?? shared.get(name) ?? definition(returns, name) ?? {}), ...beside };
    }
    return schema;
  };
  const required = new Set(Array.isArray(parameters['required']) ? parameters['required'] : []);
  const properties = isJsonObject(parameters['properties']) ? parameters['properties'] : {};
  return {
    api,
    follow,
    arguments: Object.entries(properties).map(([name, schema]) => ({
      name,
      schema: follow(schema),
      required: required.has(name),
      at: `/properties/${pointerToken(name)}`,
    })),
  };
}

function definition(schema: JsonSchema | undefined, name: string): JsonSchema | undefined {
  const definitions: JsonObject = isJsonObject(schema?.['$defs']) ? schema['$defs'] : {};
  const found = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  return isJsonObject(found) ? found : undefined;
}
