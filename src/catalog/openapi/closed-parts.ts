import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { OpenApiDocument } from './document.js';

/**
 * A part of an `allOf` without its `additionalProperties: false`, which would refuse the members of all other parts: what
 * authors mean by it is that the whole has no more members.
 */
export function openedPart(document: OpenApiDocument, part: unknown): unknown {
  const target = document.references.follow(part);
  if (!isJsonObject(target) || target['additionalProperties'] !== false) return part;
  const { additionalProperties: _closed, ...opened } = target;
  return opened;
}

/** The same of the whole: closed to what none of its parts describes, and no longer to what its parts do. */
export function closedAround(schema: JsonObject): JsonObject {
  if (schema['additionalProperties'] !== false || !Array.isArray(schema['allOf'])) return schema;
  const { additionalProperties: _closed, ...rest } = schema;
  return { ...rest, unevaluatedProperties: false };
}
