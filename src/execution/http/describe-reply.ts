import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { JsonValue } from '../../base/index.js';
import { cutText } from '../cut-text.js';
import type { Outcome } from '../observation.js';
import { observationBody } from '../observation-body.js';
import type { ReplyBytes } from './read-reply.js';
import type { HttpReply } from './send-request.js';

export interface DescribeOptions {
  readonly maxBodyCharacters: number;
  /** Takes secrets out of a text. */
  readonly scrub: (text: string) => string;
}

/** Headers that are all a reply to HEAD has to say. */
const telling = ['content-type', 'content-length', 'last-modified', 'etag', 'allow', 'location'];

/** What a reply comes to: JSON parsed, text decoded, anything else summed up; an error from status 400 on. */
export function describeReply(reply: HttpReply, read: ReplyBytes, method: string, options: DescribeOptions): Outcome {
  const { maxBodyCharacters: max, scrub } = options;
  const text = scrub(method === 'HEAD' || method === 'OPTIONS' ? withHeaders(reply, read) : textOfReply(reply, read));
  const value = read.complete ? parsed(text, reply) : undefined;
  if (reply.status >= 400) {
    const stopped = read.complete ? {} : { fullLength: Math.max(declaredLength(reply), text.length) };
    return { status: 'http-error', httpStatus: reply.status, ...cut(text, max), ...stopped };
  }
  if (!read.complete) {
    const note = `\n[reading stopped after ${read.bytes.length} bytes]`;
    const shown = cutText(text, Math.max(0, max - note.length));
    return {
      status: 'ok',
      body: `${shown}${note}`,
      fullLength: Math.max(declaredLength(reply), text.length + note.length),
    };
  }
  return { status: 'ok', ...(value === undefined ? observationBody(text, max) : bodyOf(value, text, max)) };
}

function bodyOf(value: JsonValue, text: string, max: number): ReturnType<typeof observationBody> {
  try {
    return observationBody(value, max);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return observationBody(text, max); // nested too deep to be written again
  }
}

function cut(text: string, max: number): { body: string; fullLength?: number } {
  return text.length <= max ? { body: text } : { body: cutText(text, max), fullLength: text.length };
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

function textOfReply({ headers }: HttpReply, { bytes, complete }: ReplyBytes): string {
  const contentType = headers['content-type'] ?? '';
  const charset = /charset="?([\w:.-]+)/i.exec(contentType)?.[1];
  if (charset !== undefined || isTextType(contentType) || (contentType === '' && isUtf8(bytes))) {
    return decoderFor(charset).decode(bytes);
  }
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
