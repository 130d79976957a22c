import { isJsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import { pointerTokens } from '../openapi/references.js';

/** The schema that a reference leads to within `root`; undefined for one that leads elsewhere or nowhere. */
export function schemaAt(root: JsonSchema, reference: string): JsonSchema | undefined {
  const tokens = pointerTokens(reference);
  if (tokens === undefined) return undefined;
  let at: JsonValue | undefined = root;
  for (const token of tokens) {
    if (Array.isArray(at)) at = /^\d+$/.test(token) ? (at as readonly JsonValue[])[Number(token)] : undefined;
    else at = isJsonObject(at) && Object.hasOwn(at, token) ? at[token] : undefined;
  }
  return isJsonObject(at) ? at : undefined;
}
