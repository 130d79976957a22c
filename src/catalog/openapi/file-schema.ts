import { isJsonObject, type JsonSchema } from '../../base/index.js';
import type { OpenApiDocument } from './document.js';
import { plainText } from './plain-text.js';

const mediaTypePattern = '^[A-Za-z0-9_.+-]+/[A-Za-z0-9_.+-]+';
const maxDescriptionCharacters = 600;

/** The argument that a file is given as, in multipart and binary bodies. */
export const fileSchema: JsonSchema = {
  type: 'object',
  properties: {
    contentBase64: { type: 'string', description: 'The content of the file, base64.' },
    filename: { type: 'string' },
    contentType: { type: 'string', description: 'Media type of the file.', pattern: mediaTypePattern },
  },
  required: ['contentBase64'],
  additionalProperties: false,
};

/** Whether a schema is that of a file, or of a list of files. */
export function isFile(document: OpenApiDocument, raw: unknown): boolean {
  const schema = document.references.follow(raw);
  if (!isJsonObject(schema)) return false;
  const { type, format, contentMediaType, items } = schema;
  if (type === 'array') return isFile(document, items);
  if (type !== undefined && type !== 'string' && type !== 'file') return false;
  return format === 'binary' || type === 'file' || contentMediaType !== undefined;
}

/** `fileSchema` or a list of it, described as the schema of a file is. */
export function fileArgument(document: OpenApiDocument, raw: unknown): JsonSchema {
  const schema = document.references.follow(raw);
  const { description, type } = isJsonObject(schema) ? schema : {};
  const text = plainText(description, maxDescriptionCharacters);
  const one = text === '' ? fileSchema : { ...fileSchema, description: text };
  return type === 'array' ? { type: 'array', items: one } : one;
}
