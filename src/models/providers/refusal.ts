import { isJsonObject, type JsonValue } from '../../base/index.js';
import { ModelFailed } from '../model-failed.js';

export interface Refusal {
  readonly status: number;
  /** The body as it came, of any kind. */
  readonly body: string;
  readonly retryAfterMs?: number;
  /** Where a redirect leads. */
  readonly location?: string;
}

export interface RefusedServer {
  /** Names the server in messages. */
  readonly server: string;
  /** What to do about a missing or wrong key. */
  readonly keyAdvice: string;
}

const retryableStatuses = new Set([408, 409, 425, 429, 500, 502, 503, 504, 529]);

/** The error for an HTTP status that is not a reply: who said what, and what to try. */
export function refusalError({ server, keyAdvice }: RefusedServer, refusal: Refusal): ModelFailed {
  const { status, body, retryAfterMs, location } = refusal;
  const said = saidIn(body);
  const spent = said.code === 'insufficient_quota'; // comes as 429, and no waiting helps
  const advice = spent ? 'the account behind the key has no credit left' : adviceFor(status, keyAdvice, location);
  const words = said.text === '' ? '' : `: ${said.text}`;
  return new ModelFailed(`${server} answered ${status}${words} (${advice})`, {
    status,
    retryable: retryableStatuses.has(status) && !spent,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function adviceFor(status: number, keyAdvice: string, location: string | undefined): string {
  if (status >= 300 && status < 400) {
    return location === undefined ? 'give the address it moved to' : `it moved; give the address ${location}`;
  }
  if (status === 401 || status === 403) return keyAdvice;
  if (status === 404) return 'check the base URL, which mostly ends in /v1, and the name of the model';
  if (status === 413) return 'the request is too large; send less';
  if (status === 429) return 'too many requests; wait, or ask for a higher limit';
  if (status >= 500) return 'the server is in trouble; try again later';
  return 'the server does not accept the request; docs/models.md lists options for servers that differ';
}

const maxWords = 300;

/** The message in an error body, whatever its shape, on one line and without control characters. */
export function saidIn(body: string): { readonly text: string; readonly code?: string } {
  const value = jsonOf(body);
  if (value === undefined) {
    return { text: /^\s*</.test(body) ? `an HTML page${titleOf(body)}` : bounded(body) };
  }
  const error = isJsonObject(value) ? (value['error'] ?? value['message'] ?? value['detail'] ?? value) : value;
  if (!isJsonObject(error)) return { text: bounded(typeof error === 'string' ? error : JSON.stringify(error)) };
  const message = error['message'] ?? error['type'] ?? error;
  const code = error['code'] ?? error['type'];
  return {
    text: bounded(typeof message === 'string' ? message : JSON.stringify(message)),
    ...(typeof code === 'string' ? { code } : {}),
  };
}

function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined; // many servers answer errors in plain text or HTML
  }
}

function titleOf(html: string): string {
  const title = /<title>([^<]{1,200})/i.exec(html)?.[1];
  return title === undefined ? '' : ` "${bounded(title)}"`;
}

function bounded(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > maxWords ? `${line.slice(0, maxWords)}…` : line;
}
