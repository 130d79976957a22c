import { JSONPatch } from 'json-p3';
import type { JsonObject, JsonValue } from '../../../base/index.js';
import { checkSize } from '../json-document.js';

/** The document after the operations of RFC 6902, all or none: the first that fails throws. The argument is not changed. */
export function patchJson(document: JsonValue, patch: readonly JsonObject[]): JsonValue {
  let patched = structuredClone(document) as never;
  for (const operation of patch) {
    for (const pointer of [operation['path'], operation['from']]) {
      if (String(pointer).split('/').includes('__proto__')) throw new Error('the name __proto__ cannot be patched');
    }
    patched = new JSONPatch([structuredClone(operation) as never]).apply(patched) as never;
    // Copying a document into itself doubles it, so its size is looked at after every step.
    checkSize(patched);
  }
  return patched;
}
