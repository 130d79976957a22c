import { isJsonObject, type JsonValue } from '../../base/index.js';
import { RequestProblem } from './request-problem.js';

/** A file as models give one: `{ contentBase64, filename?, contentType? }`. */
export interface FileArgument {
  readonly bytes: Uint8Array;
  readonly filename?: string;
  readonly contentType?: string;
}

/** Throws `RequestProblem` when the value is no such object. */
export function fileArgument(name: string, value: JsonValue): FileArgument {
  if (!isJsonObject(value) || typeof value['contentBase64'] !== 'string') {
    throw new RequestProblem(`${name} must be a file: { contentBase64, filename?, contentType? }`);
  }
  const { contentBase64, filename, contentType } = value;
  const text = contentBase64.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) throw new RequestProblem(`${name}.contentBase64 is not base64`);
  if (contentType !== undefined && !isMediaType(contentType)) {
    throw new RequestProblem(`${name}.contentType is no media type`);
  }
  return {
    bytes: Buffer.from(text, 'base64'),
    ...(typeof filename === 'string' ? { filename } : {}),
    ...(typeof contentType === 'string' ? { contentType } : {}),
  };
}

export function isFileArgument(value: JsonValue): boolean {
  return isJsonObject(value) && typeof value['contentBase64'] === 'string';
}

function isMediaType(value: JsonValue): boolean {
  return typeof value === 'string' && /^[\w.+-]+\/[\w.+-]+(?:; ?[\w.-]+=[\w."'-]+)*$/.test(value);
}
