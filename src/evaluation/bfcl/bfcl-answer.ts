import type { ModelAnswer } from '../tool-calls/ask-for-calls.js';
import { decodeJsonCalls } from './decode-json-calls.js';
import type { DecodedCall } from './decoded-call.js';
import { decodePythonCalls } from './python/decode-python-calls.js';

/** The calls of an answer: those that it makes, or those that its text is; nothing where neither can be read. */
export function callsOfAnswer({ calls, text }: ModelAnswer): readonly DecodedCall[] | undefined {
  return calls.length > 0 ? decodeJsonCalls(calls) : decodePythonCalls(text);
}
