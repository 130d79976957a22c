import { isJsonObject, messageOf } from '../../base/index.js';
import type { ImportItem } from '../importer.js';
import { compileOperation } from './compile-operation.js';
import type { OpenApiDocument } from './document.js';
import { httpMethods, type OperationPlace } from './operation-parts.js';
import { pointerToken } from './references.js';
import { type SchemaConverters, schemaConverters } from './schema-converter.js';

/**
 * Every operation of a document, in its order, as an API; what cannot be compiled is refused with its place and reason
 * while the rest goes on. The definitions that they share and the document's warnings come last.
 */
export function* compileDocument(document: OpenApiDocument, keyPrefix = ''): Generator<ImportItem, void, void> {
  const converters = schemaConverters(document);
  for (const found of operationsOf(document)) {
    if ('refused' in found) {
      yield { kind: 'refused', source: { uri: document.uri, pointer: found.pointer }, reason: found.refused };
    } else yield compiledOrRefused(document, found, converters, keyPrefix);
  }
  yield* converters.definitions();
  yield* document.warnings.items(document.uri);
}

function compiledOrRefused(
  document: OpenApiDocument,
  place: OperationPlace,
  converters: SchemaConverters,
  keyPrefix: string,
): ImportItem {
  try {
    return { kind: 'api', draft: compileOperation(document, place, converters, keyPrefix) };
  } catch (thrown) {
    // A document can be wrong in ways nobody thought of; one operation must not take the others with it.
    const source = { uri: document.uri, pointer: place.pointer };
    return { kind: 'refused', source, reason: `cannot be compiled: ${messageOf(thrown)}` };
  }
}

type Found = OperationPlace | { readonly refused: string; readonly pointer: string };

function* operationsOf(document: OpenApiDocument): Generator<Found, void, void> {
  const paths = document.references.follow(document.root['paths']);
  if (!isJsonObject(paths)) {
    document.warnings.add('the document has no paths', '#/paths');
    return;
  }
  for (const [path, raw] of Object.entries(paths)) {
    if (path.startsWith('x-')) continue;
    const pointer = `#/paths/${pointerToken(path)}`;
    const pathItem = document.references.follow(raw);
    if (!isJsonObject(pathItem)) {
      const what =
        pathItem === undefined ? 'leads nowhere' : `is ${Array.isArray(pathItem) ? 'a list' : typeof pathItem}`;
      yield { refused: `the path item ${what}; expected an object`, pointer };
      continue;
    }
    for (const method of httpMethods) {
      if (!Object.hasOwn(pathItem, method)) continue;
      const operation = document.references.follow(pathItem[method]);
      const at = `${pointer}/${method}`;
      if (isJsonObject(operation)) {
        yield { path: path.startsWith('/') ? path : `/${path}`, method, pathItem, operation, pointer: at };
      } else
        yield { refused: `the operation is ${Array.isArray(operation) ? 'a list' : typeof operation}`, pointer: at };
    }
  }
}
