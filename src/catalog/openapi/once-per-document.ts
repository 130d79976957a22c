import type { OpenApiDocument } from './document.js';

/** A function of documents that is worked out once for each, because all of its operations ask. */
export function oncePerDocument<T>(work: (document: OpenApiDocument) => T): (document: OpenApiDocument) => T {
  const known = new WeakMap<OpenApiDocument['root'], { readonly result: T }>();
  return document => {
    let found = known.get(document.root);
    if (found === undefined) {
      found = { result: work(document) };
      known.set(document.root, found);
    }
    return found.result;
  };
}
