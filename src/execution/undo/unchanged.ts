import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { Api, ReferredCall, UndoCall } from '../../catalog/index.js';
import type { CallUndo } from '../observation.js';
import { findArguments, type UndoSources } from './find-arguments.js';
import { pointerTo, valueAt } from './json-pointer.js';

/**
 * The read, and what it has to give still, for what a call wrote to be as the call left it: what it was given to write,
 * or what its reply says that became of it. Undefined where no read shows any of it.
 */
export function expectedAfter(api: Api, call: UndoCall, sources: UndoSources): CallUndo['unchanged'] {
  const read = call.before ?? call.after;
  if (read === undefined) return undefined;
  const found = findArguments(read, sources);
  const values = Object.fromEntries(
    call.before === undefined ? fromReply(api, call, sources) : fromCall(call, sources),
  );
  if (!found.ok || found.needsReply || Object.keys(values).length === 0) return undefined;
  return { api: `${api.collection}/${read.api}`, arguments: found.arguments, values };
}

type Expected = readonly (readonly [pointer: string, value: JsonValue])[];

/** What is put back by a pointer into the read was written by the argument of the same name. */
function fromCall(call: ReferredCall, { arguments: args, reply }: UndoSources): Expected {
  return Object.entries(call.arguments).flatMap(([argument, wanted]) => {
    const given = args[argument];
    if (wanted.from !== 'before' || given === undefined) return [];
    return [[wanted.pointer, valueAt(reply, wanted.pointer) ?? given] as const];
  });
}

/** Members of the body that the reply repeats, beside the id. */
function fromReply(api: Api, call: ReferredCall, { arguments: args, reply }: UndoSources): Expected {
  const { invocation } = api;
  const shape = invocation.kind === 'http' ? invocation.body?.shape : undefined;
  if (shape?.kind !== 'fields') return [];
  const id = Object.values(call.arguments).find(wanted => wanted.from === 'reply');
  const within = id?.from === 'reply' ? id.pointer.slice(0, id.pointer.lastIndexOf('/')) : '';
  return Object.entries(shape.arguments).flatMap(([argument, wire]) => {
    const pointer = `${within}${pointerTo(wire)}`;
    const value = Object.hasOwn(args, argument) ? valueAt(reply, pointer) : undefined;
    return value === undefined ? [] : [[pointer, value] as const];
  });
}

/** Where what is there differs from what was expected, in words; empty when nothing does. */
export function differences(expected: JsonObject, current: JsonValue | undefined): readonly string[] {
  return Object.entries(expected).flatMap(([pointer, value]) => {
    const now = valueAt(current, pointer);
    if (holds(now, value)) return [];
    return [`${pointer.slice(1)} is ${brief(now)}, and was left as ${brief(value)}`];
  });
}

/** Whether a value has all that another has; servers add members of their own. */
function holds(value: JsonValue | undefined, other: JsonValue): boolean {
  if (isJsonObject(other)) {
    return isJsonObject(value) && Object.entries(other).every(([name, member]) => holds(value[name], member));
  }
  if (Array.isArray(other)) {
    return Array.isArray(value) && value.length === other.length && other.every((each, i) => holds(value[i], each));
  }
  return value === other;
}

function brief(value: JsonValue | undefined): string {
  if (value === undefined) return 'not there';
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
