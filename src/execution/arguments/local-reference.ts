import type { JsonObject, JsonSchema, JsonValue } from '../../base/index.js';

/** What a reference within the document leads to; nothing for remote and dangling ones, which are never fetched. */
export function localTarget(root: JsonSchema, reference: string): JsonValue | undefined {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return undefined;
  let here: JsonValue | undefined = root;
  for (const part of reference.slice(2).split('/')) {
    const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as JsonObject)[key];
  }
  return here;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % is common in hand-written references and means itself
  }
}
