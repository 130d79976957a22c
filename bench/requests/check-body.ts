// Whether a request's body is of a type the document allows, and is the value of the arguments when it is read.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import {
  canonicalJson,
  type HttpInvocation,
  type HttpRequest,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../../src/index.js';
import { findInPairs, rawPairs } from './decode-parameter.js';
import { type DocumentedOperation, objectAt } from './document-reader.js';

export function checkBody(
  root: JsonObject,
  invocation: HttpInvocation,
  operation: DocumentedOperation,
  args: JsonObject,
  request: HttpRequest,
): string[] {
  const { body } = operation;
  const wanted = bodyValue(invocation, args);
  if (request.body === undefined) {
    if (wanted !== undefined) return ['body: not there though arguments were given for it'];
    return body?.required === true && Object.keys(body.content).length > 0 ? ['body: required and not there'] : [];
  }
  if (body === undefined) return ['body: the document has none'];
  if (wanted === undefined) return ['body: there though no argument was given for it'];
  const sent = request.headers['content-type'] ?? '';
  const type = essence(sent);
  const declared = Object.keys(body.content).find(each => allows(essence(each), type));
  if (declared === undefined)
    return [`body: ${type} is not among ${Object.keys(body.content).join(', ').slice(0, 80)}`];
  const media = body.content[declared] ?? {};
  const wrong = checkContent(root, type, sent, request.body, wanted, media);
  return wrong === undefined ? [] : [`body ${type}: ${wrong}`];
}

function bodyValue({ body }: HttpInvocation, args: JsonObject): JsonValue | undefined {
  if (body === undefined) return undefined;
  if (body.shape.kind === 'whole') return args[body.shape.argument];
  const given = Object.entries(body.shape.arguments).flatMap(([argument, wire]) => {
    const value = args[argument];
    return value === undefined ? [] : [[wire, value] as const];
  });
  return given.length === 0 && !body.required ? undefined : Object.fromEntries(given);
}

function essence(type: string): string {
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function allows(declared: string, sent: string): boolean {
  if (declared === sent || declared === '*/*' || declared === '') return true;
  if (!declared.includes('/')) return sent.endsWith(`/${declared}`);
  return declared.endsWith('/*') && sent.startsWith(declared.slice(0, -1));
}

function checkContent(
  root: JsonObject,
  type: string,
  sent: string,
  content: string | Uint8Array,
  wanted: JsonValue,
  media: JsonObject,
): string | undefined {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
  if (/json-?lines?$|jsonl$|ndjson$/.test(type)) return checkLines(text, wanted);
  if (/[/+]json$/.test(type)) return canonicalJson(JSON.parse(text)) === canonicalJson(wanted) ? undefined : 'differs';
  if (type === 'application/x-www-form-urlencoded') return checkForm(root, text, wanted, media);
  if (type.startsWith('multipart/')) return checkMultipart(sent, content, wanted);
  if (/[/+]xml$/.test(type)) return checkXml(text, wanted);
  if (isFile(wanted)) return sameBytes(content, wanted) ? undefined : 'differs';
  return text === (typeof wanted === 'string' ? wanted : JSON.stringify(wanted)) ? undefined : 'differs';
}

/** One JSON value a line, where a list was given. */
function checkLines(text: string, wanted: JsonValue): string | undefined {
  if (!Array.isArray(wanted))
    return text === (typeof wanted === 'string' ? wanted : JSON.stringify(wanted)) ? undefined : 'differs';
  const lines = text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as JsonValue);
  return canonicalJson(lines) === canonicalJson(wanted) ? undefined : 'differs';
}

function isFile(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && typeof value['contentBase64'] === 'string';
}

function sameBytes(content: string | Uint8Array, file: JsonObject): boolean {
  return Buffer.from(content as string).equals(Buffer.from(String(file['contentBase64']), 'base64'));
}

function checkForm(root: JsonObject, text: string, wanted: JsonValue, media: JsonObject): string | undefined {
  if (typeof wanted === 'string') return text === wanted ? undefined : 'differs';
  if (!isJsonObject(wanted)) return 'is no object';
  const pairs = rawPairs(text.replaceAll('+', '%20'));
  const encoding = objectAt(root, media['encoding'] ?? {});
  for (const [name, value] of Object.entries(wanted)) {
    if (value === null) continue;
    const how = objectAt(root, encoding[name] ?? {});
    const isStyled = how['style'] !== undefined || how['explode'] !== undefined;
    const style = String(how['style'] ?? 'form');
    const explode = how['explode'] === undefined ? style === 'form' : how['explode'] === true;
    // Without a style an object is the JSON of it, in one field.
    const asJson = isJsonObject(value) && !isStyled ? { content: 'application/json' } : {};
    const wrong = findInPairs(pairs, name, value, { style, explode, ...asJson });
    if (wrong !== undefined) return `a field in style ${style} ${wrong}`;
  }
  return pairs.every(pair => pair.used) ? undefined : 'a field that is no argument';
}

interface ReceivedPart {
  readonly name: string;
  readonly filename?: string;
  readonly type?: string;
  readonly content: Buffer;
}

function partsOf(sent: string, content: string | Uint8Array): readonly ReceivedPart[] | undefined {
  const boundary = /boundary="?([^";]+)"?/.exec(sent)?.[1];
  if (boundary === undefined) return undefined;
  const text = Buffer.from(content as string).toString('latin1');
  const pieces = `\r\n${text}`.split(`\r\n--${boundary}`);
  if (pieces.at(-1)?.trim() !== '--') return undefined;
  return pieces.slice(1, -1).map(piece => {
    const end = piece.indexOf('\r\n\r\n');
    const head = Buffer.from(piece.slice(0, end), 'latin1').toString();
    const filename = /filename="([^"]*)"/.exec(head)?.[1];
    const type = /\r\ncontent-type: *([^\r\n]+)/i.exec(head)?.[1];
    return {
      name: (/ name="([^"]*)"/.exec(head)?.[1] ?? '').replaceAll('%22', '"'),
      ...(filename === undefined ? {} : { filename }),
      ...(type === undefined ? {} : { type }),
      content: Buffer.from(piece.slice(end + 4), 'latin1'),
    };
  });
}

function checkMultipart(sent: string, content: string | Uint8Array, wanted: JsonValue): string | undefined {
  const parts = partsOf(sent, content);
  if (parts === undefined) return 'cannot be taken apart';
  if (!isJsonObject(wanted)) return 'is no object';
  const left = [...parts];
  for (const [name, value] of Object.entries(wanted)) {
    if (value === null) continue;
    const named = left.filter(part => part.name === name);
    const items: readonly JsonValue[] = Array.isArray(value) ? value : [value];
    const isJoined = Array.isArray(value) && named.length === 1 && items.length !== 1;
    const isSame = isJoined
      ? samePart(named[0], items.map(String).join(',')) || samePart(named[0], value)
      : named.length === items.length && items.every((item, i) => samePart(named[i], item));
    if (!isSame) return 'a part differs';
    for (const part of named) left.splice(left.indexOf(part), 1);
  }
  return left.length === 0 ? undefined : 'a part that is no argument';
}

function samePart(part: ReceivedPart | undefined, value: JsonValue): boolean {
  if (part === undefined) return false;
  if (isFile(value) && part.filename !== undefined) return sameBytes(part.content, value);
  const text = part.content.toString();
  if (typeof value === 'object' && value !== null) return canonicalJson(JSON.parse(text)) === canonicalJson(value);
  return text === String(value ?? '');
}

/** Well formed, and with the same texts in the same order, attributes aside. */
function checkXml(text: string, wanted: JsonValue): string | undefined {
  if (typeof wanted === 'string' && text === wanted) return undefined;
  if (XMLValidator.validate(text) !== true) return 'is not well formed';
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    processEntities: true,
    htmlEntities: true,
  });
  const found = leaves(parser.parse(text), 'xmlns').sort();
  const expected = leaves(wanted as JsonValue, undefined).sort();
  return found.join('\n') === expected.join('\n') ? undefined : 'differs';
}

/** Texts that are not empty; names spaces of elements are none. */
function leaves(value: JsonValue, leaveOut: string | undefined): string[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(item => leaves(item, leaveOut));
  if (isJsonObject(value)) {
    return Object.entries(value)
      .filter(([name]) => leaveOut === undefined || !name.startsWith(leaveOut))
      .flatMap(([, member]) => leaves(member, leaveOut));
  }
  const text = value === null ? '' : String(value).replace(/\r\n?/g, '\n');
  return text === '' ? [] : [text];
}
