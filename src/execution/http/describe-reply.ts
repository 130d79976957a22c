import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { JsonValue } from '../../base/index.js';
import { cutText } from '../cut-text.js';
import type { CompleteReply } from '../executor.js';
import type { Outcome } from '../observation.js';
import { observationBody } from '../observation-body.js';
import type { SavedFile } from '../shaping/save-bytes.js';
import { nextLink } from './link-header.js';
import type { ReplyBytes } from './read-reply.js';
import type { HttpReply } from './send-request.js';

export interface DescribeOptions {
  readonly maxBodyCharacters: number;
  /** Takes secrets out of a text. */
  readonly scrub: (text: string) => string;
  /** Where the reply's bytes were saved, when they are no text. */
  readonly saved?: SavedFile | undefined;
}

/** What a reply comes to, and all that was read of it. */
export interface DescribedReply {
  readonly outcome: Outcome;
  readonly complete: CompleteReply;
}

/** Headers that are all a reply to HEAD has to say. */
const telling = ['content-type', 'content-length', 'last-modified', 'etag', 'allow', 'location'];

/**
 * What a reply comes to: JSON parsed, text decoded, a saved file referred to, anything else summed up; an error from
 * status 400 on.
 */
export function describeReply(
  reply: HttpReply,
  read: ReplyBytes,
  method: string,
  { maxBodyCharacters: max, scrub, saved }: DescribeOptions,
): DescribedReply {
  const text = scrub(method === 'HEAD' || method === 'OPTIONS' ? withHeaders(reply, read) : textOfReply(reply, read));
  const value = saved === undefined ? (read.complete ? parsed(text, reply) : undefined) : { ...saved };
  const nextUrl = nextLink(scrub(reply.headers['link'] ?? ''), reply.url);
  const complete = { value: value ?? text, url: scrub(reply.url), ...(nextUrl === undefined ? {} : { nextUrl }) };
  if (reply.status >= 400) {
    const { body, fullLength } = errorBody(value, text, max);
    const length = read.complete ? fullLength : Math.max(declaredLength(reply), text.length);
    const whole = { status: 'http-error', httpStatus: reply.status, body } as const;
    return { outcome: length === undefined ? whole : { ...whole, fullLength: length }, complete };
  }
  if (!read.complete) {
    const note = `\n[reading stopped after ${read.bytes.length} bytes]`;
    const shown = cutText(text, Math.max(0, max - note.length));
    const fullLength = Math.max(declaredLength(reply), text.length + note.length);
    return { outcome: { status: 'ok', body: `${shown}${note}`, fullLength }, complete };
  }
  return { outcome: { status: 'ok', ...observationBody(value ?? text, max) }, complete };
}

/** Errors are shown in the host's own words where there is room. */
function errorBody(value: JsonValue | undefined, text: string, max: number): { body: string; fullLength?: number } {
  if (text.length <= max) return { body: text };
  return { ...observationBody(value ?? text, max), fullLength: text.length };
}

function declaredLength({ headers }: HttpReply): number {
  const length = Number(headers['content-length']);
  return Number.isSafeInteger(length) ? length : 0;
}

function withHeaders(reply: HttpReply, read: ReplyBytes): string {
  const lines = telling.flatMap(name => (reply.headers[name] === undefined ? [] : [`${name}: ${reply.headers[name]}`]));
  const body = read.bytes.length === 0 ? '' : `\n${textOfReply(reply, read)}`;
  return [`HTTP ${reply.status}`, ...lines].join('\n') + body;
}

/** Whether a reply can be read as text: it says so, or says nothing and is. */
export function isText({ headers }: HttpReply, { bytes }: ReplyBytes): boolean {
  const contentType = headers['content-type'] ?? '';
  if (/^\s*(?:image|audio|video|font)\/(?!svg\+xml)/i.test(contentType)) return false; // whatever charset it names
  return charsetOf(contentType) !== undefined || isTextType(contentType) || (contentType === '' && isUtf8(bytes));
}

function charsetOf(contentType: string): string | undefined {
  return /charset="?([\w:.-]+)/i.exec(contentType)?.[1];
}

function textOfReply(reply: HttpReply, read: ReplyBytes): string {
  const contentType = reply.headers['content-type'] ?? '';
  const { bytes, complete } = read;
  if (isText(reply, read)) return decoderFor(charsetOf(contentType)).decode(bytes);
  const size = `${complete ? '' : 'more than '}${bytes.length} bytes`;
  return bytes.length === 0 ? '' : `[${contentType === '' ? 'binary' : contentType}, ${size}]`;
}

function isTextType(contentType: string): boolean {
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  return /^text\/|[/+](?:json|xml|yaml|x-yaml|javascript|ecmascript|graphql|x-ndjson|ndjson|x-www-form-urlencoded|csv|sql|toml)$/.test(
    type,
  );
}

function decoderFor(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    return new TextDecoder(); // a charset nobody knows; UTF-8 is the best guess
  }
}

/** The value of a reply that is JSON, or says nothing of what it is and happens to be. */
function parsed(text: string, { headers }: HttpReply): JsonValue | undefined {
  const contentType = headers['content-type'] ?? '';
  if (!/json/i.test(contentType) && contentType !== '') return undefined;
  if (contentType === '' && !/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined; // said to be JSON and is not: shown as the text it is
  }
}
