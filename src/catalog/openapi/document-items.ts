import { setImmediate } from 'node:timers/promises';
import { CapuchinError } from '../../base/index.js';
import type { ImportItem, ImportOptions } from '../importer.js';
import { compileDocument } from './compile-document.js';
import { openApiDocument } from './document.js';
import type { SourceText } from './read-source.js';

/** Operations after which other work gets a turn, so that a long import can be interrupted. */
const operationsPerTurn = 200;

export interface DocumentOptions extends Pick<ImportOptions, 'signal' | 'fetchDocument'> {
  /** Of any file the document refers to. */
  readonly maxBytes: number;
  /** Goes before the keys of its APIs. */
  readonly keyPrefix?: string;
}

/**
 * What one OpenAPI document holds. Throws `CapuchinError` `not-openapi` or `unreadable-document`; anything odder gives
 * warnings and refusals.
 */
export async function* documentItems(
  { text, uri, place }: SourceText,
  options: DocumentOptions,
): AsyncGenerator<ImportItem, void, void> {
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
  let count = 0;
  for (const item of compileDocument(document, options.keyPrefix)) {
    if (count % operationsPerTurn === 0) await setImmediate();
    options.signal?.throwIfAborted();
    count += 1;
    yield item;
  }
}

/** Cheaper than going through the whole value, and never wrong about documents whose references are all local JSON. */
function mayReferElsewhere(text: string): boolean {
  return !/^\s*\{/.test(text) || /"\$ref"\s*:\s*"[^#]/.test(text) || text.includes('\\u0024ref');
}

/**
 * As `documentItems`, for one document of many: one that cannot be read is refused, and one that is no
 * OpenAPI document passed over, while the others go on.
 */
export async function* itemsOrRefusal(
  source: SourceText,
  options: DocumentOptions,
): AsyncGenerator<ImportItem, void, void> {
  try {
    yield* documentItems(source, options);
  } catch (thrown) {
    if (!(thrown instanceof CapuchinError)) throw thrown;
    const at = { uri: source.uri, pointer: '#' };
    // Folders hold parts of documents, and other things, too.
    if (thrown.code === 'not-openapi') yield { kind: 'warning', source: at, message: thrown.message };
    else yield { kind: 'refused', source: at, reason: thrown.message };
  }
}
