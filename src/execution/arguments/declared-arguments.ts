import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import type { CheckableSchema } from './checkable-schema.js';

/** The argument names a schema declares. */
export interface DeclaredArguments {
  readonly names: ReadonlySet<string>;
  /** Others are welcome: the schema says so, or could not be read whole. Silence is not a welcome. */
  readonly open: boolean;
}

/** Reads names from the root and from everything that applies to the same object: references and combinations. */
export function declaredArguments({
  schema,
  incomplete,
}: Pick<CheckableSchema, 'schema' | 'incomplete'>): DeclaredArguments {
  const names = new Set<string>();
  const seen = new Set<JsonValue>();
  let open = false;
  visit(schema);
  return { names, open };

  function visit(node: JsonValue | undefined): void {
    if (!isJsonObject(node) || seen.has(node)) return;
    seen.add(node);
    if (incomplete.has(node) || welcomesOthers(node)) open = true;
    if (isJsonObject(node['properties'])) for (const name of Object.keys(node['properties'])) names.add(name);
    const reference = node['$ref'];
    if (typeof reference === 'string') visit(definition(schema, reference));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) if (Array.isArray(node[keyword])) node[keyword].forEach(visit);
    for (const keyword of ['if', 'then', 'else']) visit(node[keyword]);
    if (isJsonObject(node['dependentSchemas'])) Object.values(node['dependentSchemas']).forEach(visit);
  }
}

/** The subschema behind a reference of a checkable schema, all of which lead to `$defs`. */
export function definition(schema: JsonSchema, reference: string): JsonValue | undefined {
  const definitions = schema['$defs'];
  return isJsonObject(definitions) ? definitions[reference.slice('#/$defs/'.length)] : undefined;
}

function welcomesOthers(node: JsonObject): boolean {
  if (isJsonObject(node['patternProperties']) && Object.keys(node['patternProperties']).length > 0) return true;
  return ['additionalProperties', 'unevaluatedProperties'].some(
    keyword => node[keyword] === true || isJsonObject(node[keyword]),
  );
}
