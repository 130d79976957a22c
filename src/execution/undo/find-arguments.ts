import type { JsonObject, JsonValue } from '../../base/index.js';
import type { ReferredCall, UndoValue } from '../../catalog/index.js';
import { valueAt } from './json-pointer.js';

/** What is known when the arguments of a reversing call are put together; `reply` only after the call. */
export interface UndoSources {
  readonly arguments: JsonObject;
  readonly before?: JsonValue | undefined;
  readonly reply?: JsonValue | undefined;
}

export type FoundArguments =
  | { readonly ok: true; readonly arguments: JsonObject; readonly needsReply: boolean }
  | { readonly ok: false; readonly reason: string };

/** The arguments of a call that refers to another; without a reply, those that are in it are left for later. */
export function findArguments(call: ReferredCall, sources: UndoSources): FoundArguments {
  const entries: [string, JsonValue][] = [];
  let needsReply = false;
  for (const [argument, wanted] of Object.entries(call.arguments)) {
    if (wanted.from === 'reply' && sources.reply === undefined) {
      needsReply = true;
      continue;
    }
    const value = valueFor(wanted, sources);
    if (value !== undefined && !isNeedless(wanted, argument, sources)) {
      if (wanted.from === 'before' && isMasked(value)) return lacking(`${argument} is shown masked by the read before`);
      entries.push([argument, value]);
    } else if (isNeeded(wanted, argument, sources)) return lacking(`${placeOf(wanted)} is not there`);
  }
  return { ok: true, arguments: Object.fromEntries(entries), needsReply };
}

function valueFor(wanted: UndoValue, sources: UndoSources): JsonValue | undefined {
  if (wanted.from === 'document') return wanted.value;
  return valueAt(sources[wanted.from], wanted.pointer);
}

function isNeedless(wanted: UndoValue, argument: string, sources: UndoSources): boolean {
  return wanted.from !== 'document' && wanted.needed === 'if-given' && !Object.hasOwn(sources.arguments, argument);
}

function isNeeded(wanted: UndoValue, argument: string, sources: UndoSources): boolean {
  if (wanted.from === 'document' || wanted.needed === undefined) return true;
  return wanted.needed === 'if-given' && Object.hasOwn(sources.arguments, argument);
}

/** Secrets are often shown as stars; writing those back would replace the secret by them. */
function isMasked(value: JsonValue): boolean {
  return typeof value === 'string' && /^[*•xX]{3,}|\*{4,}/.test(value);
}

function placeOf(wanted: UndoValue): string {
  if (wanted.from === 'document') return 'a value of the document';
  const where = {
    arguments: 'the arguments',
    before: 'what the read before the call gave',
    reply: 'the reply',
  }[wanted.from];
  return `${wanted.pointer.slice(1)} of ${where}`;
}

function lacking(reason: string): FoundArguments {
  return { ok: false, reason };
}
