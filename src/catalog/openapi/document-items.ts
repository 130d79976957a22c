import { setImmediate } from 'node:timers/promises';
import { CapuchinError } from '../../base/index.js';
import type { ImportItem, ImportOptions } from '../importer.js';
import { compileDocument } from './compile-document.js';
import { type OpenApiDocument, openApiDocument } from './document.js';
import type { SourceText } from './read-source.js';

/** Operations after which other work gets a turn, so that a long import can be interrupted. */
const operationsPerTurn = 200;

export interface DocumentOptions extends Pick<ImportOptions, 'signal' | 'fetchDocument'> {
  /** Of any file the document refers to. */
  readonly maxBytes: number;
  /** Goes before the keys of its APIs. */
  readonly keyPrefix?: string;
}

/** Throws `CapuchinError` `not-openapi` or `unreadable-document`. */
export async function readDocument(
  { text, uri, place }: SourceText,
  options: Pick<DocumentOptions, 'maxBytes' | 'signal' | 'fetchDocument'>,
): Promise<OpenApiDocument> {
  // Loaded when an import begins: programs that only list importers need no YAML.
  const { parseDocument } = await import('./parse-document.js');
  const { bundleExternal } = await import('./external-references.js');
  const parsed = parseDocument(text, uri);
  openApiDocument(parsed, uri); // says what the source is before anything it refers to is read
  const { root, problems } = mayReferElsewhere(text)
    ? await bundleExternal(parsed, place, options.maxBytes, options)
    : { root: parsed, problems: [] };
  const document = openApiDocument(root, uri, place?.kind === 'http' ? place.url : undefined);
  for (const problem of problems) document.warnings.add(problem, '#');
  return document;
}

/** What a document holds; anything odd about it gives warnings and refusals. */
export async function* documentItems(
  document: OpenApiDocument,
  { keyPrefix, signal }: Pick<DocumentOptions, 'keyPrefix' | 'signal'>,
): AsyncGenerator<ImportItem, void, void> {
  let count = 0;
  for (const item of compileDocument(document, keyPrefix)) {
    if (count % operationsPerTurn === 0) await setImmediate();
    signal?.throwIfAborted();
    count += 1;
    yield item;
  }
}

/** Cheaper than going through the whole value, and never wrong about documents whose references are all local JSON. */
function mayReferElsewhere(text: string): boolean {
  return !/^\s*\{/.test(text) || /"\$ref"\s*:\s*"[^#]/.test(text) || text.includes('\\u0024ref');
}

/**
 * What one document of many holds: one that cannot be read is refused, and one that is no OpenAPI document passed over,
 * while the others go on. `read` is called once, so that nobody needs to hold a large text while it is compiled.
 */
export async function* itemsOrRefusal(
  uri: string,
  read: () => SourceText,
  options: DocumentOptions,
): AsyncGenerator<ImportItem, void, void> {
  try {
    yield* documentItems(await readDocument(read(), options), options);
  } catch (thrown) {
    if (!(thrown instanceof CapuchinError)) throw thrown;
    const at = { uri, pointer: '#' };
    // Folders hold parts of documents, and other things, too.
    if (thrown.code === 'not-openapi') yield { kind: 'warning', source: at, message: thrown.message };
    else yield { kind: 'refused', source: at, reason: thrown.message };
  }
}
