import { isJsonObject, type JsonValue } from '../../base/index.js';
import type { Outcome } from '../observation.js';
import { observationBody } from '../observation-body.js';

export interface ServiceOutcome {
  readonly outcome: Outcome;
  /** What to keep in mind about it, in words. */
  readonly warnings: readonly string[];
}

/**
 * What a reply of a ToolBench-style server, `{ error, response }`, comes to. Its `error` is a closed list of texts,
 * compared whole; the response is never searched for words.
 */
export function readServiceReply(reply: JsonValue, maxBodyCharacters?: number): ServiceOutcome {
  if (!isJsonObject(reply) || (reply['response'] === undefined && reply['error'] === undefined)) {
    return failed('the server answered with something else than {error, response}');
  }
  const response = unpacked(reply['response'] ?? '');
  const error = typeof reply['error'] === 'string' ? reply['error'].trim() : JSON.stringify(reply['error'] ?? '');
  const name = error.replace(/[\s.]+$/, '').toLowerCase();
  if (name === '') return { outcome: { status: 'ok', ...observationBody(response, maxBodyCharacters) }, warnings: [] };
  if (name === 'message error') {
    // The server says this of any reply with the word "error" in it, good ones too.
    const warning = 'the server found the word "error" in the reply, which may or may not be one';
    return { outcome: { status: 'ok', ...observationBody(response, maxBodyCharacters) }, warnings: [warning] };
  }
  if (name.startsWith('tool input parse error')) {
    return { outcome: { status: 'bad-arguments', problems: [error] }, warnings: [] };
  }
  const httpStatus = Object.hasOwn(statuses, name) ? statuses[name] : undefined;
  if (httpStatus === undefined) return failed(`the server says: ${error}`);
  const { body, fullLength } = observationBody(response === '' ? error : response, maxBodyCharacters);
  const outcome = {
    status: 'http-error',
    httpStatus,
    body,
    ...(fullLength === undefined ? {} : { fullLength }),
  } as const;
  return { outcome, warnings: [] };
}

/** The HTTP status that each of the server's errors stands for. */
const statuses: Readonly<Record<string, number>> = {
  'unauthorized error': 401,
  'unsubscribed error': 403,
  'blocked error': 403,
  'api not working error': 502,
  'gateway error': 502,
  'api temporarily not working error': 504,
  'too many requests error': 429,
  'rate limit error': 429,
  'rate limit per minute error': 429,
};

/** Responses are sent as text even when they are JSON. */
function unpacked(response: JsonValue): JsonValue {
  if (typeof response !== 'string' || !/^\s*[{[]/.test(response)) return response;
  try {
    return JSON.parse(response) as JsonValue;
  } catch {
    return response; // printed in the server's own language, or cut
  }
}

function failed(reason: string): ServiceOutcome {
  return { outcome: { status: 'failed', reason }, warnings: [] };
}
