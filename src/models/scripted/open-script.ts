import { readFileSync } from 'node:fs';
import { CapuchinError, isJsonObject, messageOf } from '../../base/index.js';
import type { OpenModel } from '../providers/model-provider.js';
import { type ScriptedCall, type ScriptedReply, scripted } from './scripted.js';

/** `scripted:<file>`: a JSON file with a list of replies, each a text or `{"text", "toolCalls": [{"name", "arguments"}]}`. */
export const openModel: OpenModel = async rest => scripted(readScript(rest), { id: `scripted:${rest}` });

function readScript(path: string): ScriptedReply[] {
  const fail = (problem: string, cause?: unknown) =>
    new CapuchinError('model-failed', `the script ${path} ${problem}`, cause === undefined ? {} : { cause });
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (thrown) {
    throw fail(`cannot be read: ${messageOf(thrown)}`, thrown);
  }
  if (!Array.isArray(value)) throw fail('is not a JSON list of replies');
  return value.map((reply: unknown, place) => {
    const read = replyIn(reply);
    if (read === undefined) throw fail(`has a reply, number ${place + 1}, that is neither text nor calls`);
    return read;
  });
}

function replyIn(value: unknown): ScriptedReply | undefined {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return undefined;
  const { text, toolCalls = [] } = value;
  if (text !== undefined && typeof text !== 'string') return undefined;
  if (!Array.isArray(toolCalls) || !toolCalls.every(isCall)) return undefined;
  return { ...(text === undefined ? {} : { text }), toolCalls };
}

function isCall(value: unknown): value is ScriptedCall {
  if (!isJsonObject(value) || typeof value['name'] !== 'string') return false;
  return typeof value['arguments'] === 'string' || isJsonObject(value['arguments']);
}
