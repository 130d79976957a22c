import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { CapuchinError, messageOf, sha256 } from '../../base/index.js';
import { parseDocument } from '../../catalog/index.js';
import { markdownBlocks, textBlocks } from './blocks.js';
import { htmlBlocks } from './html-blocks.js';
import { type DocumentPart, isOpenApi, openApiParts } from './openapi-parts.js';
import { pdfBlocks } from './pdf-blocks.js';
import { splitPassages } from './split-passages.js';

const maxBytes = 50_000_000;
const maxPassages = 50_000;

/** A file of documentation, divided. */
export interface DocumentationText {
  readonly title: string;
  readonly passages: readonly ReadPassage[];
}

export interface ReadPassage {
  readonly headings: readonly string[];
  readonly text: string;
  /** JSON pointer of the operation that it describes, in an OpenAPI document. */
  readonly pointer?: string;
}

/** Endings of the names of files that can be read; other files of a folder are passed over. */
export const documentationEndings = [
  '.md',
  '.markdown',
  '.mdx',
  '.html',
  '.htm',
  '.txt',
  '.text',
  '.rst',
  '.pdf',
] as const;
const openApiEndings = ['.json', '.yaml', '.yml'];

/** The bytes of a file and their hash. Throws `unreadable-documentation`, also for one that is too large. */
export async function readDocumentationFile(path: string): Promise<{ bytes: Uint8Array; hash: string }> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) throw new Error(`it has ${size} bytes; at most ${maxBytes} are read`);
    const bytes = await readFile(path);
    return { bytes, hash: sha256(bytes) };
  } catch (thrown) {
    throw unreadable(path, messageOf(thrown), thrown);
  }
}

/**
 * Divides a file by what the ending of its name says it is: Markdown, HTML, plain text, PDF, or an OpenAPI document, of
 * which the long descriptions are read. Throws `unreadable-documentation`, `MissingDependency` (PDF).
 */
export async function readDocumentation(
  path: string,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<DocumentationText> {
  const ending = extname(path).toLowerCase();
  const name = basename(path, extname(path));
  const { title = name, parts } = await partsOf(path, ending, name, bytes, signal);
  const passages = parts.flatMap(({ blocks, pointer }) =>
    splitPassages(blocks).map(each => (pointer === undefined ? each : { ...each, pointer })),
  );
  if (passages.length > maxPassages) {
    throw unreadable(path, `it makes ${passages.length} passages; at most ${maxPassages} are kept of one file`);
  }
  return { title, passages };
}

async function partsOf(
  path: string,
  ending: string,
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<{ readonly title?: string; readonly parts: readonly DocumentPart[] }> {
  if (ending === '.pdf') return { parts: [{ blocks: under(name, await pdfBlocks(bytes, path, signal)) }] };
  const text = new TextDecoder().decode(bytes);
  if (text.slice(0, 10_000).includes('\0')) throw unreadable(path, 'it is no text');
  if (ending === '.html' || ending === '.htm') {
    const { title, blocks } = await htmlBlocks(text, path);
    return title === undefined ? { parts: [{ blocks: under(name, blocks) }] } : { title, parts: [{ blocks }] };
  }
  if (openApiEndings.includes(ending)) return openApiParts(openApiOf(text, path));
  if (['.md', '.markdown', '.mdx'].includes(ending)) return { parts: [{ blocks: under(name, markdownBlocks(text)) }] };
  return { parts: [{ blocks: textBlocks(text, [name]) }] };
}

/** Where a text has no heading, the name of its file stands for one. */
function under(name: string, blocks: readonly DocumentPart['blocks'][number][]): DocumentPart['blocks'] {
  return blocks.map(block => (block.headings.length > 0 ? block : { ...block, headings: [name] }));
}

function openApiOf(text: string, path: string) {
  const root = parseDocument(text, path);
  if (!isOpenApi(root))
    throw unreadable(path, 'it is no OpenAPI document; of JSON and YAML, only these are documentation');
  return root;
}

function unreadable(path: string, why: string, cause?: unknown): CapuchinError {
  return new CapuchinError('unreadable-documentation', `${path} cannot be read: ${why}`, { cause });
}
