import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { HttpBody, HttpEncoding } from '../../catalog/index.js';
import { type FileArgument, fileArgument, isFileArgument } from './file-argument.js';
import { checkHeaderValue } from './header-safety.js';
import { multipart, type Part } from './multipart.js';
import { RequestProblem } from './request-problem.js';
import { queryPairs, textOf } from './serialize-parameter.js';
import { xmlBody } from './xml-body.js';

export interface BuiltBody {
  readonly contentType: string;
  readonly content: string | Uint8Array;
}

/** The body that the arguments make; undefined when none is given and none is needed. */
export function buildBody(body: HttpBody, args: JsonObject): BuiltBody | undefined {
  const value = enveloped(body, bodyValue(body, args));
  if (value === undefined) return undefined;
  const { contentType } = body;
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  checkHeaderValue('content-type', contentType);
  if (type === 'application/x-www-form-urlencoded' && typeof value !== 'string') {
    return { contentType, content: formBody(asFields(value), body.encoding) };
  }
  if (type.startsWith('multipart/')) {
    const made = multipart(parts(asFields(value), body.encoding));
    return { contentType: made.contentType.replace('multipart/form-data', type), content: made.bytes };
  }
  if (/^[^/]+\/(?:[^/]+\+)?json$/.test(type)) return { contentType, content: JSON.stringify(value) };
  if (/^[^/]+\/(?:[^/]+\+)?xml$/.test(type)) {
    // A model that writes the XML itself is taken at its word.
    const content = typeof value === 'string' ? value : xmlBody(value, body.xml ?? { name: 'request' });
    return { contentType, content };
  }
  if (isLines(type) && Array.isArray(value)) {
    return { contentType, content: value.map(line => `${JSON.stringify(line)}\n`).join('') };
  }
  if (isFileArgument(value)) return binaryBody(contentType, fileArgument('body', value));
  return { contentType, content: textOf(value) };
}

function isLines(type: string): boolean {
  return /^application\/(?:x-ndjson|ndjson|x-jsonlines|jsonl|json-lines|jsonlines)$/.test(type);
}

/** The parts of a multipart body; none when it is not there. */
export function multipartParts(body: HttpBody, args: JsonObject): readonly Part[] {
  const value = bodyValue(body, args);
  return value === undefined ? [] : parts(asFields(value), body.encoding);
}

function bodyValue({ shape, required }: HttpBody, args: JsonObject): JsonValue | undefined {
  if (shape.kind === 'whole') return own(args, shape.argument);
  const given = Object.entries(shape.arguments).flatMap(([argument, wire]) => {
    const value = own(args, argument);
    return value === undefined ? [] : [[wire, value] as const];
  });
  return given.length > 0 || required ? Object.fromEntries(given) : undefined;
}

function enveloped({ envelope }: HttpBody, value: JsonValue | undefined): JsonValue | undefined {
  return envelope === undefined ? value : { ...envelope.constants, [envelope.member]: value ?? {} };
}

function own(args: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(args, name) ? args[name] : undefined;
}

function asFields(value: JsonValue): JsonObject {
  if (isJsonObject(value)) return value;
  throw new RequestProblem('the body must be an object of fields');
}

function formBody(fields: JsonObject, encoding: HttpBody['encoding']): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) => {
    if (value === null) return [];
    const how = encoding?.[name];
    const isStyled = how?.style !== undefined || how?.explode !== undefined;
    // Without a style of its own an object field travels as JSON.
    if (isJsonObject(value) && !isStyled)
      return queryPairs(name, JSON.stringify(value), { style: 'form', explode: true });
    const style = how?.style ?? 'form';
    return queryPairs(name, value, {
      style,
      explode: how?.explode ?? style === 'form',
      allowReserved: how?.allowReserved === true,
    });
  });
  // Of all spellings of a space, this is the one that every form parser knows.
  return pairs.map(([name, value]) => `${name}=${value}`.replaceAll('%20', '+')).join('&');
}

function parts(fields: JsonObject, encoding: HttpBody['encoding']): readonly Part[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (value === null) return [];
    const how = encoding?.[name];
    const joins = Array.isArray(value) && how?.explode === false && how.file !== true;
    if (joins) return [textPart(name, (value as readonly JsonValue[]).map(textOf).join(','), how)];
    const items = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
    return items.map(item => (isFilePart(item, how) ? filePart(name, item, how) : textPart(name, item, how)));
  });
}

/** Fields of which nothing is said may be files, too. */
function isFilePart(item: JsonValue, how: HttpEncoding | undefined): boolean {
  return how === undefined ? isFileArgument(item) : how.file === true;
}

function textPart(name: string, value: JsonValue, how: HttpEncoding | undefined): Part {
  const contentType = singleType(how?.contentType) ?? (isJsonObject(value) ? 'application/json' : undefined);
  return { name, content: textOf(value), ...(contentType === undefined ? {} : { contentType }) };
}

function filePart(name: string, value: JsonValue, how: HttpEncoding | undefined): Part {
  const file = fileArgument(name, value);
  return {
    name,
    content: file.bytes,
    filename: file.filename ?? name,
    contentType: file.contentType ?? singleType(how?.contentType) ?? 'application/octet-stream',
  };
}

/** An encoding may list the types it accepts; only a single one says what to send. */
function singleType(contentType: string | undefined): string | undefined {
  return contentType !== undefined && /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : undefined;
}

/** A file is of the type that the document names; its own counts where the document names none. */
function binaryBody(declared: string, file: FileArgument): BuiltBody {
  const contentType = declared.includes('*') ? (file.contentType ?? 'application/octet-stream') : declared;
  return { contentType, content: file.bytes };
}
