import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import { type Block, markdownBlocks } from './blocks.js';

export interface DocumentPart {
  readonly blocks: readonly Block[];
  /** JSON pointer of the operation that it describes. */
  readonly pointer?: string;
}

/** Shorter descriptions of operations are in the prompt whole, and found with their API. */
export const longDescriptionCharacters = 600;
const maxOperations = 100_000;
const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** Whether a value is an OpenAPI or Swagger document. */
export function isOpenApi(root: unknown): root is JsonObject {
  return isJsonObject(root) && (root['openapi'] ?? root['swagger']) !== undefined;
}

/** What an OpenAPI document says at length: of the whole, of its tags, and of operations. Descriptions are Markdown. */
export function openApiParts(root: JsonObject): { readonly title: string; readonly parts: readonly DocumentPart[] } {
  const info = object(root['info']);
  const title = text(info['title']).trim() || 'API';
  const parts: DocumentPart[] = [{ blocks: markdownBlocks(text(info['description']), [title]) }];
  const tags = Array.isArray(root['tags']) ? root['tags'].filter(isJsonObject) : [];
  for (const tag of tags) {
    const name = text(tag['x-displayName']) || text(tag['name']);
    parts.push({ blocks: markdownBlocks(text(tag['description']), [title, name]) });
  }
  for (const { pointer, name, description } of longOperations(root)) {
    parts.push({ pointer, blocks: markdownBlocks(description, [title, name]) });
  }
  return { title, parts: parts.filter(part => part.blocks.length > 0) };
}

function* longOperations(root: JsonObject) {
  let count = 0;
  for (const [path, item] of Object.entries(object(root['paths']))) {
    for (const [method, operation] of Object.entries(object(item))) {
      if (!methods.has(method) || !isJsonObject(operation)) continue;
      count += 1;
      if (count > maxOperations) return;
      const description = text(operation['description']);
      if (description.length <= longDescriptionCharacters) continue;
      const pointer = `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}`;
      const name = [`${method.toUpperCase()} ${path}`, text(operation['summary'])]
        .filter(each => each !== '')
        .join(': ');
      yield { pointer, name: name.slice(0, 200), description };
    }
  }
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function object(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
