import type { JsonSchema } from '../../base/index.js';

/**
 * The schema of an arguments object that refuses names it does not list. A parameter is required unless it has a default
 * or is named in `optional`.
 */
export function parameters(
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter(
    name => properties[name]?.['default'] === undefined && !optional.includes(name),
  );
  return { type: 'object', properties, required, additionalProperties: false };
}
