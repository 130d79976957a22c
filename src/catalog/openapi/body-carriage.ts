import { isJsonObject } from '../../base/index.js';
import type { OpenApiDocument } from './document.js';
import { isFile } from './file-schema.js';
import { essence, isJsonType, isXmlType } from './media-types.js';
import type { BodyPart } from './operation-parts.js';

/** What a body's value is written as. */
export type Carriage = 'json' | 'xml' | 'form' | 'multipart' | 'text' | 'file';

/** Media types of which no one writes the content as text. */
const binary =
  /^(?:(?:image|audio|video|font|model)\/|application\/(?:octet-stream|pdf|zip|gzip|dicom|(?:x-)?tar|x-.*zip))/;

/** Misspelt names of the one form that can hold files. */
const meantMultipart = new Set(['application/form-data', 'form-data', 'multipart/*']);

/**
 * How a body travels, and the media type it is sent as. Where the document leaves the type open, what the schema allows
 * decides: JSON, text or a file.
 */
export function carriageOf(
  document: OpenApiDocument,
  { contentType, schema: raw }: BodyPart,
): { readonly carriage: Carriage; readonly contentType: string } {
  const type = essence(contentType);
  if (meantMultipart.has(type)) return { carriage: 'multipart', contentType: 'multipart/form-data' };
  const schema = document.references.follow(raw);
  const isText = isJsonObject(schema) && schema['type'] === 'string';
  const isOpen = type === '' || type.includes('*');
  if (isOpen && isText) {
    return isFile(document, schema)
      ? { carriage: 'file', contentType: 'application/octet-stream' }
      : { carriage: 'text', contentType: 'text/plain' };
  }
  if (isOpen) return { carriage: 'json', contentType: 'application/json' };
  return { carriage: carriageOfType(document, type, schema, isText), contentType };
}

function carriageOfType(document: OpenApiDocument, type: string, schema: unknown, isText: boolean): Carriage {
  if (isJsonType(type)) return 'json';
  if (isXmlType(type)) return 'xml';
  if (type.startsWith('multipart/')) return 'multipart';
  if (type === 'application/x-www-form-urlencoded') return isText ? 'text' : 'form';
  if (binary.test(type) || isFile(document, schema)) return 'file';
  if (isText || type.startsWith('text/')) return isStructured(schema) ? 'json' : 'text';
  return isStructured(schema) ? 'json' : 'file';
}

/** Of types that are neither, such as YAML, what is an object or a list is written as JSON. */
function isStructured(schema: unknown): boolean {
  if (!isJsonObject(schema)) return false;
  const { type, properties, items } = schema;
  return type === 'object' || type === 'array' || isJsonObject(properties) || isJsonObject(items);
}
